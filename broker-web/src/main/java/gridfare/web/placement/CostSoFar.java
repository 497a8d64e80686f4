package gridfare.web.placement;

import gridfare.domain.placement.Leg;
import gridfare.domain.placement.PlacementStory;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/// What a placement has cost until now: the seconds of its legs at their frozen rates, each rate
/// rounded once, before tax. The invoice says the same as long as all of it falls into one period.
@ApplicationScoped
public class CostSoFar {

    @Inject InstantSource clock;

    public LedgerAmount of(PlacementStory story) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<HourlyRate, Long> gpuSeconds = new TreeMap<>();
        for (Leg leg : story.legs()) {
            gpuSeconds.merge(leg.rate(), gpuSeconds(story, leg, now), Long::sum);
        }
        LedgerAmount total = new LedgerAmount(0, story.placement().estimate().currency());
        for (Map.Entry<HourlyRate, Long> use : gpuSeconds.entrySet()) {
            total = total.plus(use.getKey().chargeFor(use.getValue()));
        }
        return total;
    }

    private static long gpuSeconds(PlacementStory story, Leg leg, Instant now) {
        if (leg.runningSince().isEmpty()) {
            return 0;
        }
        Instant end = leg.stoppedAt().orElse(now);
        Instant agreedEnd = story.placement().agreedEnd().orElse(end);
        Instant last = end.isBefore(agreedEnd) ? end : agreedEnd;
        long seconds = Duration.between(leg.runningSince().get(), last).toSeconds();
        return Math.max(0, seconds) * leg.gpus();
    }
}
