package gridfare.pricing.rating;

/// How far the included unit-hours of a plan are used up, and what that leaves of its weight.
///
/// @param name as it is announced
/// @param upToPercent of the included hours, inclusive
/// @param weightThousandths what is left of the plan's weight inside a tier
/// @param bestEffortOnly whether starts are limited to BEST_EFFORT
public record FairUseBand(
        Name name, int upToPercent, int weightThousandths, boolean bestEffortOnly) {

    /// The bands, from full weight to none.
    public enum Name {
        WITHIN,
        OVER_100,
        OVER_120,
        /// New starts and extensions wait, spill over, or are shortened.
        OVER_150
    }
}
