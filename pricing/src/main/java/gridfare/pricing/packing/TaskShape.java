package gridfare.pricing.packing;

import java.util.Set;

/// What a task needs of one node: none, a part of one, or several whole GPUs.
///
/// @param gpuMilli thousandths of each of its GPUs: 1 000, or less where it shares one
/// @param models that it can run on; empty is any
public record TaskShape(int cpuMilli, int memoryMib, int gpus, int gpuMilli, Set<String> models) {

    static final int WHOLE = 1_000;

    public TaskShape {
        models = Set.copyOf(models);
        boolean none = gpus == 0 && gpuMilli == 0;
        boolean part = gpus == 1 && gpuMilli > 0 && gpuMilli < WHOLE;
        boolean whole = gpus > 0 && gpuMilli == WHOLE;
        if (cpuMilli < 0 || memoryMib < 0 || !(none || part || whole)) {
            throw new IllegalArgumentException(
                    "A task of %d, %d MiB, %d × %d / 1000 GPU."
                            .formatted(cpuMilli, memoryMib, gpus, gpuMilli));
        }
    }

    boolean sharesGpu() {
        return gpuMilli > 0 && gpuMilli < WHOLE;
    }

    long gpuMilliInAll() {
        return (long) gpus * gpuMilli;
    }
}
