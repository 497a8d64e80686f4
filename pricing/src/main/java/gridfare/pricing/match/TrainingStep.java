package gridfare.pricing.match;

/// One step of a training run, as far as a slow link between sites matters to it.
///
/// @param modelBytes what the sites exchange a step, e.g. 350e9 for 175 B parameters in FP16
/// @param computeSeconds of a step on all its GPUs at one site
public record TrainingStep(double modelBytes, double computeSeconds, Exchange exchange) {

    /// How sites tell each other what they learnt.
    public enum Exchange {
        /// All of it, and all wait.
        SYNCHRONOUS,
        /// Compressed, and all wait.
        COMPRESSED,
        /// Compressed, and most of it while they compute on.
        ASYNCHRONOUS
    }

    public TrainingStep {
        requirePositive("modelBytes", modelBytes);
        requirePositive("computeSeconds", computeSeconds);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s cannot be %s.".formatted(name, value));
        }
    }
}
