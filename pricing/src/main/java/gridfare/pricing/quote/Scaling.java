package gridfare.pricing.quote;

import gridfare.pricing.match.TrainingStep;

/// How a training step fares over the links between an option's sites.
///
/// @param sites S, at least 2
/// @param linkBitsPerSecond of the slowest link between them
/// @param compression the factor by which the exchange shrinks; 1 is none
/// @param hiddenShare of the exchange that goes on while the GPUs compute, 0 to 1
/// @param wireSeconds a step, all of it
/// @param efficiency compute / (compute + what is not hidden), 0 to 1
/// @param largestShare of its GPUs that its largest site has, 0 to 1
public record Scaling(
        TrainingStep.Exchange exchange,
        int sites,
        double linkBitsPerSecond,
        double compression,
        double hiddenShare,
        double wireSeconds,
        double efficiency,
        double largestShare) {

    /// Whether all its sites together do more than the largest of them would alone.
    public boolean isWorthwhile() {
        return efficiency > largestShare;
    }

    /// How many GPUs of one site do as much.
    public double worthOf(int gpus) {
        return gpus * efficiency;
    }
}
