package gridfare.domain.offer;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.DenseRates;
import gridfare.pricing.resource.NumberFormat;
import gridfare.pricing.resource.SoftwareStack;
import gridfare.pricing.resource.WorkloadKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Expected figures are the vendors' dense ones: 312 TFLOPS for the A100, 989 for the H100 SXM.
class ChipFactsTest {

    private final ChipCatalogue catalogue = ChipFacts.catalogue();

    @Test
    void tensorRatesAreDenseOnes() {
        assertThat(chip("a100-sxm-80").denseFp16Tflops()).isEqualTo(312);
        assertThat(chip("h100-sxm-80").denseFp16Tflops()).isBetween(989.0, 990.0);
    }

    @Test
    void theReferenceChipIsOneAtEveryKindOfWork() {
        for (WorkloadKind kind : WorkloadKind.values()) {
            assertThat(catalogue.throughput(new ChipId("a100-sxm-80"), kind).orElseThrow().value())
                    .as(kind.name())
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsNotPublishedIsNotKnownAndNeverZero() {
        assertThat(chip("kunlun-p800").denseFp16Tflops()).isNull();
    }

    @Test
    void chipsOfOneMemorySizeAndStackReplaceEachOther() {
        assertThat(chip("a100-sxm-80").chipClass()).isEqualTo(chip("h800-sxm-80").chipClass());
        assertThat(chip("ascend-910b").stack()).isEqualTo(SoftwareStack.CANN);
    }

    /// 1 979 is the H100's rate with sparsity, listed elsewhere as if dense: dispute d012.
    @Test
    void aTableThatMixesRatesWithAndWithoutSparsityIsCaught() {
        var mixed = new DenseRates(1_979.0, 989.0, 1_979.0, 1_979.0);
        assertThat(mixed.doubts(15_824.0, 15_832.0)).hasSize(3);

        for (Chip chip : catalogue.chips()) {
            DenseRates rates = chip.dense();
            double total = rates.totalProcessingPerformance();
            if (total == 0) continue;
            assertThat(rates.doubts(null, total)).as("%s", chip.id()).isEmpty();
            for (NumberFormat format : NumberFormat.values()) {
                Double rate = rates.of(format);
                if (rate == null || rate * format.bits() < 0.99 * total) continue;
                assertThat(doubled(rates, format).doubts(null, total))
                        .as("%s with sparse %s", chip.id(), format)
                        .isNotEmpty();
            }
        }
    }

    private static DenseRates doubled(DenseRates rates, NumberFormat format) {
        return new DenseRates(
                times(rates.fp16(), format == NumberFormat.FP16),
                times(rates.bf16(), format == NumberFormat.BF16),
                times(rates.fp8(), format == NumberFormat.FP8),
                times(rates.int8(), format == NumberFormat.INT8));
    }

    private static @Nullable Double times(@Nullable Double rate, boolean twice) {
        return rate == null ? null : twice ? 2 * rate : rate;
    }

    @Test
    void disputesAreKeptApartFromTheFigures() {
        assertThat(ChipDisputes.of(new ChipId("h100-sxm-80")))
                .anySatisfy(dispute -> {
                    assertThat(dispute.field()).isEqualTo("dense_fp16_tflops");
                    assertThat(dispute.value()).isEqualTo("1979");
                    assertThat(dispute.source()).contains("sparse");
                });
        assertThat(chip("h100-sxm-80").denseFp16Tflops()).isNotEqualTo(1_979.0);
        assertThat(ChipDisputes.of(new ChipId("a100-sxm-40"))).isEmpty();
    }

    @Test
    void formatsThatNoSourceStatesAreNotOffered() {
        assertThat(chip("a100-sxm-80").computes(NumberFormat.FP8)).isFalse();
        assertThat(chip("a100-sxm-80").computes(NumberFormat.BF16)).isTrue();
        assertThat(chip("h100-sxm-80").computes(NumberFormat.FP8)).isTrue();
        assertThat(chip("t4").computes(NumberFormat.BF16)).isFalse();
        assertThat(chip("kunlun-p800").computes(NumberFormat.FP16)).isFalse();
    }

    private Chip chip(String id) {
        return catalogue.find(new ChipId(id)).orElseThrow();
    }
}
