package gridfare.pricing.quote;

import gridfare.pricing.money.Money;
import org.jspecify.annotations.Nullable;

/// What may fail over an option's expected run.
///
/// @param mtbfHours mean time between failures of all its GPUs together
/// @param failureProbability at least one failure, 0 to 1
/// @param checkpoints null where the request did not ask
/// @param spares null where no reasonable number helps
/// @param interruption null where no instance is spot
public record Reliability(
        double mtbfHours,
        double failureProbability,
        double expectedFailures,
        @Nullable Checkpointing checkpoints,
        @Nullable Spares spares,
        @Nullable Interruption interruption) {

    /// @param writeSeconds to write one checkpoint
    /// @param intervalSeconds of compute between two, by Daly
    /// @param youngSeconds the same by Young: the limit for short writes
    /// @param overhead extra time as a share of the effective time
    /// @param overheadHours that share of the expected run
    /// @param overheadCost those hours on all its GPUs at its rates, before tax: an expectation,
    ///   charged only as far as it is used
    public record Checkpointing(
            double writeSeconds,
            double intervalSeconds,
            double youngSeconds,
            double overhead,
            double overheadHours,
            Money overheadCost) {

        private static final double TOO_MUCH = 0.5;

        /// More than half again: do not run this.
        public boolean isTooMuch() {
            return overhead > TOO_MUCH;
        }
    }

    /// @param target probability that enough GPUs stay up over the whole run
    /// @param gpus so many more than asked for reach it
    public record Spares(double target, int gpus) {}

    /// A provider may take a spot instance back.
    ///
    /// @param perHour interruptions an hour of all its instances together
    /// @param expected over the run
    /// @param extraShare of the run that is computed again, on average
    public record Interruption(double perHour, double expected, double extraShare) {}
}
