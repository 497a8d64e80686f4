package gridfare.pricing.packing;

/// A node when nothing runs on it.
///
/// @param cpuMilli thousandths of a CPU
/// @param model of all its GPUs
public record NodeShape(int cpuMilli, int memoryMib, int gpus, String model) {

    public NodeShape {
        if (cpuMilli < 0 || memoryMib < 0 || gpus < 0) {
            throw new IllegalArgumentException(
                    "A node of %d, %d MiB, %d GPUs.".formatted(cpuMilli, memoryMib, gpus));
        }
    }
}
