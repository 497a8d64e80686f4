package gridfare.load.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The lines are made up in the form of an openb pod list.
class PodListTest {

    private static final String HEADER =
            "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,"
                    + "deletion_time,scheduled_time";

    @Test
    void podsComeInTheOrderOfTheirArrival() {
        List<Pod> pods =
                PodList.parse(
                        List.of(
                                HEADER,
                                "late,1,1,1,1000,,LS,Running,500,900,510",
                                "early,1,1,8,1000,V100M16|V100M32|V100M32,BE,Running,20,50,20"),
                        10);

        assertThat(pods).extracting(Pod::name).containsExactly("early", "late");
        assertThat(pods.getFirst().gpuModels()).containsExactly("V100M16", "V100M32");
        assertThat(pods.get(1).lifeSeconds())
                .as("from scheduling, not from arrival")
                .isEqualTo(390);
    }

    @Test
    void aPartOfAGpuAsksForOneAndIsMarked() {
        Pod pod = PodList.parse(List.of(HEADER, "p,1,1,1,460,,LS,Running,0,10,0"), 1).getFirst();

        assertThat(pod.gpus()).isEqualTo(1);
        assertThat(pod.partOfOne()).isTrue();
    }

    @Test
    void aPodThatWasNeverScheduledRunsAnHour() {
        Pod pod = PodList.parse(List.of(HEADER, "p,1,1,1,1000,,BE,Pending,7,9,"), 1).getFirst();

        assertThat(pod.scheduled()).isFalse();
        assertThat(pod.lifeSeconds()).isEqualTo(3_600);
    }

    @Test
    void aListWithoutLifeTimesIsRefusedWithTheMissingColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PodList.parse(List.of("name,num_gpu,gpu_milli,gpu_spec,qos"), 1))
                .withMessageContaining("creation_time");
    }

    @Test
    void aBrokenLineIsNamedByItsNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PodList.parse(List.of(HEADER, "p,1,1,x,1000,,BE,Pending,7,9,"), 1))
                .withMessageContaining("Line 2");
    }

    @Test
    void anUnknownModelIsAnErrorAndNoGuess() {
        ChipWords words = ChipWords.committed();

        assertThat(words.of(List.of("P100"))).containsExactly("p100-pcie-16", "p100-sxm2-16");
        assertThat(words.anyStandIn(List.of("G2"))).isTrue();
        assertThat(words.anyStandIn(List.of("T4"))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> words.of(List.of("H900")));
    }
}
