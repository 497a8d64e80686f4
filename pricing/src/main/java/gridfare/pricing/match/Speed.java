package gridfare.pricing.match;

import gridfare.pricing.resource.Throughput;

/// How fast a chip really is for a workload, portability loss included.
record Speed(double low, double expected, double high) {

    static Speed of(Throughput throughput, boolean foreign, Assumptions assumptions) {
        if (!foreign) {
            return new Speed(throughput.low(), throughput.value(), throughput.high());
        }
        var loss = assumptions.portabilityLoss();
        return new Speed(
                throughput.low() * (1 - loss.high()),
                throughput.value() * (1 - loss.value()),
                throughput.high() * (1 - loss.low()));
    }

    double gpuSecondsAtMost(Need.Work work) {
        return seconds(work) / low;
    }

    Candidate.RunTime runTime(Need.Work work, long gpus) {
        double seconds = seconds(work) / gpus;
        return new Candidate.RunTime(
                whole(seconds / high), whole(seconds / expected), whole(seconds / low));
    }

    private static double seconds(Need.Work work) {
        return work.referenceGpuHours().doubleValue() * 3_600;
    }

    private static long whole(double seconds) {
        return Math.max(1, (long) Math.ceil(seconds));
    }
}
