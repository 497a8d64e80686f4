package gridfare.domain.offer;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.SoftwareStack;
import gridfare.pricing.resource.WorkloadKind;
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

    private Chip chip(String id) {
        return catalogue.find(new ChipId(id)).orElseThrow();
    }
}
