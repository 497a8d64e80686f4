package gridfare.pricing.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Fragments worked out by hand from the definition of Weng et al., USENIX ATC 2023, section 3:
/// what is left of the GPUs that a task of the forecast cannot use.
class PackerTest {

    private static final TaskShape HALF = task(1_000, 1, 500);
    private static final TaskShape WHOLE = task(1_000, 1, 1_000);

    @Test
    void aHalfGoesToTheOpenedGpuAndNotToTheWholeOne() {
        // Forecast: half the tasks want 1 GPU, half want 0.5. Node 0 is empty: 2 GPUs. On node 1,
        // GPU 0
        // has 500 left. Fragments before: node 0 none (both kinds can use all). Node 1: a whole
        // task
        // cannot use the 500: 0.5 × 500 = 250. A half put on node 0 leaves 500 + 1 000: 250 more.
        // Put
        // on node 1's opened GPU it leaves 1 000: 250 less. Put on its whole one: 500 + 500, which
        // no
        // whole task can use: 0.5 × 1 000 = 500, so 250 more. Best: node 1, GPU 0.
        Forecast forecast =
                new Forecast(List.of(new Forecast.Part(HALF, 1), new Forecast.Part(WHOLE, 1)));
        List<NodeShape> nodes = List.of(node(8_000, 2, "a"), node(8_000, 2, "b"));
        Packer packer = Packer.of(nodes, forecast, PackingRules.published());
        // Only node 1 is of model b.
        assertThat(packer.place(new TaskShape(1_000, 0, 1, 500, Set.of("b"))))
                .isEqualTo(new Packed.Placed(1, List.of(0)));

        assertThat(packer.place(HALF)).isEqualTo(new Packed.Placed(1, List.of(0)));
        assertThat(packer.gpuMilliInUse()).isEqualTo(1_000);
    }

    @Test
    void gpusThatNoCpuIsLeftForAreFragments() {
        // Forecast: tasks of 4 CPUs and 1 GPU. A task of 6 CPUs and no GPU on node 0 (8 CPUs, 2
        // GPUs)
        // would leave 2 CPUs and strand 2 GPUs; node 1 (32 CPUs, 2 GPUs) can still carry tasks.
        Forecast forecast = new Forecast(List.of(new Forecast.Part(task(4_000, 1, 1_000), 1)));
        Packer packer =
                Packer.of(
                        List.of(node(8_000, 2, "a"), node(32_000, 2, "a")),
                        forecast,
                        PackingRules.published());
        assertThat(packer.place(new TaskShape(6_000, 0, 0, 0, Set.of())))
                .isEqualTo(new Packed.Placed(1, List.of()));
    }

    @Test
    void theFirstOfEqualNodesIsTakenUntilItIsFull() {
        Forecast forecast = new Forecast(List.of(new Forecast.Part(WHOLE, 1)));
        Packer packer =
                Packer.of(
                        List.of(node(8_000, 2, "a"), node(8_000, 2, "a")),
                        forecast,
                        PackingRules.published());
        assertThat(packer.place(WHOLE)).isEqualTo(new Packed.Placed(0, List.of(0)));
        assertThat(packer.place(WHOLE)).isEqualTo(new Packed.Placed(0, List.of(1)));
        assertThat(packer.place(WHOLE)).isEqualTo(new Packed.Placed(1, List.of(0)));
        packer.release(WHOLE, new Packed.Placed(0, List.of(1)));
        assertThat(packer.place(WHOLE)).isEqualTo(new Packed.Placed(0, List.of(1)));
        assertThat(packer.place(task(1_000, 2, 1_000))).isEqualTo(new Packed.NoRoom());
    }

    @Test
    void whoCanRunAnywhereLeavesTheScarceModelToThoseWhoCannot() {
        // Half of the demand is bound to model b, of which there is half of the GPUs.
        TaskShape bound = new TaskShape(1_000, 0, 1, 1_000, Set.of("b"));
        Forecast forecast =
                new Forecast(List.of(new Forecast.Part(bound, 1), new Forecast.Part(WHOLE, 1)));
        List<NodeShape> nodes = List.of(node(8_000, 4, "b"), node(8_000, 4, "a"));
        assertThat(Packer.of(nodes, forecast, new PackingRules(100, false, 1)).place(WHOLE))
                .isEqualTo(new Packed.Placed(1, List.of(0)));
        assertThat(Packer.of(nodes, forecast, new PackingRules(100, false, 1)).place(bound))
                .isEqualTo(new Packed.Placed(0, List.of(0)));
    }

    @Test
    void aForecastKeepsTheMostFrequent() {
        List<TaskShape> tasks = List.of(HALF, WHOLE, WHOLE, WHOLE, task(5, 2, 1_000));
        assertThat(Forecast.of(tasks, 80).parts())
                .containsExactly(new Forecast.Part(WHOLE, 3), new Forecast.Part(HALF, 1));
        assertThat(Forecast.of(tasks, 100).parts()).hasSize(3);
    }

    @Test
    void aPartOfSeveralGpusIsNoTask() {
        assertThatIllegalArgumentException().isThrownBy(() -> task(1, 2, 500));
    }

    private static TaskShape task(int cpu, int gpus, int milli) {
        return new TaskShape(cpu, 0, gpus, milli, Set.of());
    }

    private static NodeShape node(int cpu, int gpus, String model) {
        return new NodeShape(cpu, 1_000, gpus, model);
    }
}
