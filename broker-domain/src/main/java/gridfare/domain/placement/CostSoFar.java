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
            seconds.merge(leg.rate(), gpuSeconds(story.placement(), leg, now), Math::addExact);
        }
        LedgerAmount sum = LedgerAmount.zero(story.placement().estimate().currency());
        for (var atRate : seconds.entrySet()) {
            sum = sum.plus(atRate.getKey().chargeFor(atRate.getValue()));
        }
        return sum;
    }

    public static long gpuSeconds(PlacementStory story, Instant now) {
        return story.legs().stream()
                .mapToLong(leg -> gpuSeconds(story.placement(), leg, now))
                .reduce(0, Math::addExact);
    }

    private static long gpuSeconds(Placement placement, Leg leg, Instant now) {
        if (leg.runningSince().isEmpty()) return 0;
        Instant from = leg.runningSince().get();
        Instant to = leg.stoppedAt().orElse(PlacementCase.seconds(now));
        Instant agreedEnd = placement.agreedEnd().orElse(to);
        if (to.isAfter(agreedEnd)) to = agreedEnd;
        if (!to.isAfter(from)) return 0;
        return Math.multiplyExact(leg.gpus(), Duration.between(from, to).toSeconds());
    }
}
