package gridfare.pricing.trust;

/// Failures of a run as a Poisson process: a component has no memory, and one failed GPU stops all.
public final class Failure {

    private Failure() {}

    /// The mean time between failures of `gpus` together: 50 677 GPU-hours over 16 384 GPUs is one
    /// failure each 3.09 h.
    public static double mtbfHours(double mtbfPerGpuHours, int gpus) {
        if (!(mtbfPerGpuHours > 0) || gpus < 1) {
            throw new IllegalArgumentException(
                    "%s h over %d GPUs is no MTBF.".formatted(mtbfPerGpuHours, gpus));
        }
        return mtbfPerGpuHours / gpus;
    }

    /// The probability of at least one failure, 1 − exp(−T / M): 8 GPUs for 24 h at 50 677
    /// GPU-hours is 0.378 %.
    public static double probability(double mtbfHours, double hours) {
        return -Math.expm1(-hours / mtbfHours);
    }

    /// How many failures to expect, T / M.
    public static double expected(double mtbfHours, double hours) {
        return hours / mtbfHours;
    }
}
