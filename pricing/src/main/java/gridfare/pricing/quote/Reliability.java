package gridfare.pricing.quote;

import org.jspecify.annotations.Nullable;

/// What may fail over an option's expected run.
///
/// @param mtbfHours mean time between failures of all its GPUs together
/// @param failureProbability at least one failure, 0 to 1
/// @param checkpoints null where the request did not ask
public record Reliability(
        double mtbfHours,
        double failureProbability,
        double expectedFailures,
        @Nullable Checkpointing checkpoints) {

    /// @param writeSeconds to write one checkpoint
    /// @param intervalSeconds of compute between two, by Daly
    /// @param overhead extra time as a share of the effective time
    public record Checkpointing(double writeSeconds, double intervalSeconds, double overhead) {

        private static final double TOO_MUCH = 0.5;

        /// More than half again: do not run this.
        public boolean isTooMuch() {
            return overhead > TOO_MUCH;
        }
    }
}
