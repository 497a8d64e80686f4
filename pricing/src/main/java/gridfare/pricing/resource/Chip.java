package gridfare.pricing.resource;

import org.jspecify.annotations.Nullable;

/// An accelerator model. What its maker does not publish is null, never 0.
///
/// @param memoryGib nominal memory in GiB; programs can use some per cent less
/// @param dense matrix rates without sparsity
/// @param memoryBandwidthGbPerSecond in GB/s
/// @param boardPowerW maximum of the board in W
/// @param tppMax total processing performance, the largest of TFLOPS × bit length: what an export
///   threshold looks at
/// @param performanceDensity that a mm² of die: the other half of the 2023 rule
/// @param exportClass named by export policies
/// @param chipClass the chips of one memory size and stack that replace each other: what surge and
///   premium sales are counted by
/// @param source the document that states the figures, with its date where known
public record Chip(
        ChipId id,
        String vendor,
        String model,
        int memoryGib,
        DenseRates dense,
        @Nullable Double memoryBandwidthGbPerSecond,
        @Nullable Integer boardPowerW,
        SoftwareStack stack,
        @Nullable Double tppMax,
        @Nullable Double performanceDensity,
        String exportClass,
        String chipClass,
        String source) {

    public Chip {
        if (memoryGib <= 0) {
            throw new IllegalArgumentException("%s has %d GiB.".formatted(id, memoryGib));
        }
        requirePositive(id, memoryBandwidthGbPerSecond);
        requirePositive(id, boardPowerW);
        requirePositive(id, tppMax);
        requirePositive(id, performanceDensity);
    }

    /// Without sparsity, in TFLOPS; where a chip has no FP16 rate, its BF16 rate.
    public @Nullable Double denseFp16Tflops() {
        return dense.sixteenBit();
    }

    /// Whether it multiplies such numbers, as far as its maker says.
    public boolean computes(NumberFormat format) {
        return dense.of(format) != null;
    }

    private static void requirePositive(ChipId id, @Nullable Number figure) {
        if (figure != null && !(figure.doubleValue() > 0)) {
            throw new IllegalArgumentException(
                    "%s has a figure of %s; not known is null.".formatted(id, figure));
        }
    }
}
