package gridfare.pricing.match;

import gridfare.pricing.market.Offer;
import gridfare.pricing.market.Site;
import gridfare.pricing.resource.Chip;
import java.time.Instant;
import java.util.List;

/// One feasible way to carry a request: whole instances of one chip at one or more sites.
///
/// @param legs cheapest first
/// @param time how long it runs
/// @param start when its machines start
/// @param transferSeconds moving the data set there, before the start; 0 without one
/// @param roundTripMs to the farthest leg; NaN where the buyer named no place
public record Candidate(
        List<Leg> legs,
        Chip chip,
        RunTime time,
        Instant start,
        long transferSeconds,
        double roundTripMs) {

    /// So many instances of one offer.
    public record Leg(Offer offer, Site site, int instances) {

        public Leg {
            if (instances < 1 || instances > offer.claimableInstances()) {
                throw new IllegalArgumentException(
                        "%d of %d instances.".formatted(instances, offer.claimableInstances()));
            }
        }

        public int gpus() {
            return Math.multiplyExact(instances, offer.gpusPerInstance());
        }
    }

    /// Whole seconds a run takes: expected, and at the chip's best and worst. All the same for a
    /// capacity request.
    public record RunTime(long lowSeconds, long expectedSeconds, long highSeconds) {

        public RunTime {
            if (!(0 < lowSeconds
                    && lowSeconds <= expectedSeconds
                    && expectedSeconds <= highSeconds)) {
                throw new IllegalArgumentException(
                        "%d, %d, %d s.".formatted(lowSeconds, expectedSeconds, highSeconds));
            }
        }

        public static RunTime exactly(long seconds) {
            return new RunTime(seconds, seconds, seconds);
        }
    }

    public Candidate {
        legs = List.copyOf(legs);
        if (legs.isEmpty()) throw new IllegalArgumentException("A candidate has a leg.");
    }

    public int gpus() {
        return legs.stream().mapToInt(Leg::gpus).sum();
    }

    /// When it ends as expected.
    public Instant finish() {
        return start.plusSeconds(time.expectedSeconds());
    }

    /// When it ends at the latest: the agreed end.
    public Instant latestFinish() {
        return start.plusSeconds(time.highSeconds());
    }
}
