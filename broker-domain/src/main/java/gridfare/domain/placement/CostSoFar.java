package gridfare.domain.placement;

import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// What a placement has used until now, at its frozen rates: GPU-seconds at one rate are added up
/// and rounded once, as on the invoice. Before tax.
public final class CostSoFar {

    private CostSoFar() {}

    public static LedgerAmount of(PlacementStory story, Instant now) {
        Map<HourlyRate, Long> seconds = new HashMap<>();
        for (Leg leg : story.legs()) {
            if (leg.runningSince().isPresent()) {
                Instant from = leg.runningSince().get();
                add(seconds, leg, from, end(story.placement(), leg, now));
            }
        }
        return charge(seconds, LedgerAmount.zero(story.placement().estimate().currency()));
    }

    public static long gpuSeconds(PlacementStory story, Instant now) {
        return story.legs().stream()
                .mapToLong(leg -> gpuSeconds(story.placement(), leg, now))
                .reduce(0, Math::addExact);
    }

    /// Adds the GPU-seconds of `[from, to)` by their rates.
    static void add(Map<HourlyRate, Long> seconds, Leg leg, Instant from, Instant to) {
        Instant start = from;
        for (Instant step : leg.rateSteps()) {
            if (!step.isAfter(start)) continue;
            Instant stop = step.isBefore(to) ? step : to;
            put(seconds, leg, start, stop);
            start = stop;
        }
        put(seconds, leg, start, to);
    }

    static LedgerAmount charge(Map<HourlyRate, Long> seconds, LedgerAmount zero) {
        LedgerAmount sum = zero;
        for (var atRate : seconds.entrySet()) {
            sum = sum.plus(atRate.getKey().chargeFor(atRate.getValue()));
        }
        return sum;
    }

    private static void put(Map<HourlyRate, Long> seconds, Leg leg, Instant from, Instant to) {
        if (!from.isBefore(to)) return;
        seconds.merge(
                leg.rateAt(from),
                Math.multiplyExact(leg.gpus(), Duration.between(from, to).toSeconds()),
                Math::addExact);
    }

    private static long gpuSeconds(Placement placement, Leg leg, Instant now) {
        if (leg.runningSince().isEmpty()) return 0;
        Instant from = leg.runningSince().get();
        Instant to = end(placement, leg, now);
        if (!to.isAfter(from)) return 0;
        return Math.multiplyExact(leg.gpus(), Duration.between(from, to).toSeconds());
    }

    private static Instant end(Placement placement, Leg leg, Instant now) {
        Instant to = leg.stoppedAt().orElse(PlacementCase.seconds(now));
        Instant agreedEnd = placement.agreedEnd().orElse(to);
        return to.isAfter(agreedEnd) ? agreedEnd : to;
    }
}
