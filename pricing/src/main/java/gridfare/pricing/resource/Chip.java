package gridfare.pricing.resource;

import org.jspecify.annotations.Nullable;

/// An accelerator model. What its maker does not publish is null, never 0.
///
/// @param memoryGib nominal memory in GiB; programs can use some per cent less
/// @param denseFp16Tflops matrix rate without sparsity; where a chip has no FP16 rate, its BF16
///   rate
/// @param memoryBandwidthGbPerSecond in GB/s
/// @param boardPowerW maximum of the board in W
/// @param tppMax total processing performance, the largest of TFLOPS × bit length: what an export
///   threshold looks at
/// @param exportClass named by export policies
/// @param chipClass the chips of one memory size and stack that replace each other: what surge and
///   premium sales are counted by
/// @param source the document that states the figures, with its date where known
public record Chip(
        ChipId id,
        String vendor,
        String model,
        int memoryGib,
        @Nullable Double denseFp16Tflops,
        @Nullable Double memoryBandwidthGbPerSecond,
        @Nullable Integer boardPowerW,
        SoftwareStack stack,
        @Nullable Double tppMax,
        String exportClass,
        String chipClass,
        String source) {

    public Chip {
        if (memoryGib <= 0) {
            throw new IllegalArgumentException("%s has %d GiB.".formatted(id, memoryGib));
        }
        requirePositive(id, denseFp16Tflops);
        requirePositive(id, memoryBandwidthGbPerSecond);
        requirePositive(id, boardPowerW);
        requirePositive(id, tppMax);
    }

    private static void requirePositive(ChipId id, @Nullable Number figure) {
        if (figure != null && !(figure.doubleValue() > 0)) {
            throw new IllegalArgumentException(
                    "%s has a figure of %s; not known is null.".formatted(id, figure));
        }
    }
}
