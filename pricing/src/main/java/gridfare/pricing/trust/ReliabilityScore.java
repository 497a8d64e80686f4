package gridfare.pricing.trust;

import static java.lang.Math.sqrt;

/// How far a provider's past lets us trust its next placement, from 0 (not at all) to 1 (fully).
public record ReliabilityScore(double value) {

    private static final double Z = 1.96; // standard normal quantile for 95 % confidence

    public ReliabilityScore {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(value + " is not between 0 and 1.");
        }
    }

    /// The lower end of the Wilson interval: 10 of 10 (0.72) ranks below 990 of 1000 (0.98),
    /// because a short past is no proof. No past at all scores 0.
    ///
    /// Source: E. B. Wilson, JASA 22 (1927) 209-212,
    /// [doi:10.1080/01621459.1927.10502953](https://doi.org/10.1080/01621459.1927.10502953).
    ///
    /// @param completed placements that ran to their agreed end; at most `started`
    /// @throws IllegalArgumentException if the counts contradict each other
    public static ReliabilityScore of(long completed, long started) {
        if (completed < 0 || completed > started) {
            throw new IllegalArgumentException(completed + " of " + started + " completed.");
        }
        if (started == 0) return new ReliabilityScore(0);
        double share = (double) completed / started;
        double shrink = Z * Z / started;
        double margin = Z * sqrt((share * (1 - share) + shrink / 4) / started);
        return new ReliabilityScore(Math.max(0, (share + shrink / 2 - margin) / (1 + shrink)));
    }
}
