package gridfare.pricing.admission;

import java.time.Duration;

/// How long the past counts, and how long anyone waits.
///
/// @param halfLife of past use, and of what a newcomer is charged at the start
/// @param longestWait nobody waits longer in a tier that is served at all
/// @param urgentAfter from then on an organisation's oldest work comes first in its tier, and what
///   it needs is kept free for it; the time from here to `longestWait` is for others to end
public record FairRules(Duration halfLife, Duration longestWait, Duration urgentAfter) {

    public FairRules {
        if (!halfLife.isPositive()
                || !urgentAfter.isPositive()
                || urgentAfter.compareTo(longestWait) >= 0) {
            throw new IllegalArgumentException(
                    "Half-life %s, urgent after %s, longest wait %s."
                            .formatted(halfLife, urgentAfter, longestWait));
        }
    }

    /// A day's half-life, 12 h at most, urgent after 8 h.
    public static FairRules starting() {
        return new FairRules(Duration.ofHours(24), Duration.ofHours(12), Duration.ofHours(8));
    }
}
