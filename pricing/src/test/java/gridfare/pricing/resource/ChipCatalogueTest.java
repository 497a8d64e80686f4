package gridfare.pricing.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChipCatalogueTest {

    private static final ChipId A100 = new ChipId("a100-sxm-80");
    private static final Chip CHIP = chip(A100, 312.0);

    @Test
    void aFigureThatNobodyMeasuredIsEmpty() {
        var catalogue = new ChipCatalogue(List.of(CHIP), List.of());
        assertThat(catalogue.find(A100)).contains(CHIP);
        assertThat(catalogue.throughput(A100, WorkloadKind.TRAINING)).isEmpty();
    }

    @Test
    void aFigureOfAnUnknownChipIsRefused() {
        var figure =
                new ChipCatalogue.Figure(
                        new ChipId("h100"),
                        WorkloadKind.TRAINING,
                        new Throughput(2, 2, 2, Throughput.Confidence.HIGH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChipCatalogue(List.of(CHIP), List.of(figure)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChipCatalogue(List.of(CHIP, CHIP), List.of()));
    }

    @Test
    void notKnownIsNullAndNeverZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> chip(A100, 0.0));
    }

    @Test
    void oneMeasurementHasAnUnknownSpread() {
        var single = new Throughput(2, 2, 2, Throughput.Confidence.HIGH);
        assertThat(single.low()).isEqualTo(1.5);
        assertThat(single.high()).isEqualTo(2.5);
        var reference = new Throughput(1, 1, 1, Throughput.Confidence.REFERENCE);
        assertThat(reference.low()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} counts {1} thousandths")
    @CsvSource({"1, 1000", "0.0445, 45", "0.0444, 44", "2.5815, 2582"})
    void unitFactorsAreThousandthsRoundedHalfUp(double value, long thousandths) {
        var throughput = new Throughput(value, value / 2, value * 2, Throughput.Confidence.HIGH);
        assertThat(throughput.unitThousandths()).isEqualTo(thousandths);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"ROCm, ROCM", "SynapseAI, GAUDI", "CUDA, CUDA", "gaudi, GAUDI", "cann, CANN"})
    void stacksAreFoundByTheirVendorsName(String label, SoftwareStack stack) {
        assertThat(SoftwareStack.called(label)).contains(stack);
    }

    private static Chip chip(ChipId id, Double tflops) {
        return new Chip(
                id,
                "NVIDIA",
                "A100",
                80,
                DenseRates.ofFp16(tflops),
                2_039.0,
                400,
                SoftwareStack.CUDA,
                4_992.0,
                6.04,
                "a",
                "80-CUDA",
                "datasheet");
    }
}
