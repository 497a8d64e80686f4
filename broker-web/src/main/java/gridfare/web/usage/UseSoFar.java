package gridfare.web.usage;

import gridfare.domain.metering.ReadUsage;
import gridfare.domain.metering.UsageRecord;
import gridfare.domain.party.Party;
import gridfare.domain.placement.Leg;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.placement.PlacementState;
import gridfare.domain.placement.PlacementStory;
import gridfare.domain.placement.ReadPlacements;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.resource.ChipId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an organisation used: the windows that are written, and of what still runs the one that is
/// open.
@ApplicationScoped
public class UseSoFar {

    private static final Set<PlacementState> USING =
            Set.of(PlacementState.RUNNING, PlacementState.RECOVERING, PlacementState.STOPPING);
    private static final int MOST_RUNNING = 1_000;

    @Inject ReadUsage readUsage;
    @Inject ReadPlacements readPlacements;
    @Inject InstantSource clock;

    /// A stretch of time of one leg.
    ///
    /// @param open it runs on; what is here is up to now
    public record Use(
            PlacementId placement,
            @Nullable String project,
            QosTier tier,
            ChipId chip,
            HourlyRate rate,
            int gpus,
            Instant from,
            Instant to,
            long gpuSeconds,
            boolean open) {}

    /// All that started in `[from, to)`, by time.
    public List<Use> between(Party party, Instant from, Instant to) {
        List<Use> uses = new ArrayList<>();
        readUsage.summary(party, from, to).forEach(record -> uses.add(use(record)));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        for (PlacementStory story : readPlacements.list(party, USING, MOST_RUNNING, null)) {
            story.legs().forEach(leg -> open(story.placement(), leg, from, to, now, uses));
        }
        return uses;
    }

    private static void open(
            Placement placement,
            Leg leg,
            Instant from,
            Instant to,
            Instant now,
            Collection<Use> uses) {
        if (leg.runningSince().isEmpty()) {
            return;
        }
        Instant start = leg.meteredUntil().orElse(leg.runningSince().get());
        Instant end = leg.stoppedAt().orElse(now);
        Instant agreedEnd = placement.agreedEnd().orElse(end);
        Instant last = end.isAfter(agreedEnd) ? agreedEnd : end;
        if (last.isAfter(start) && !start.isBefore(from) && start.isBefore(to)) {
            uses.add(
                    new Use(
                            placement.id(),
                            placement.project().orElse(null),
                            placement.tier(),
                            leg.chip(),
                            leg.rate(),
                            leg.gpus(),
                            start,
                            last,
                            leg.gpus() * Duration.between(start, last).toSeconds(),
                            true));
        }
    }

    private static Use use(UsageRecord record) {
        return new Use(
                record.placement(),
                record.project().orElse(null),
                record.tier(),
                record.chip(),
                record.rate(),
                record.gpus(),
                record.from(),
                record.to(),
                record.gpuSeconds(),
                false);
    }

    private record Line(@Nullable String project, QosTier tier, ChipId chip, HourlyRate rate) {}

    /// What an invoice over exactly these would charge before tax: one line for each project, tier,
    /// chip and rate, each rounded once.
    public static LedgerAmount cost(Collection<Use> uses, Currency currency) {
        Map<Line, Long> lines = new HashMap<>();
        for (Use use : uses) {
            if (use.rate().currency().equals(currency)) {
                lines.merge(
                        new Line(use.project(), use.tier(), use.chip(), use.rate()),
                        use.gpuSeconds(),
                        Math::addExact);
            }
        }
        return lines.entrySet().stream()
                .map(line -> line.getKey().rate().chargeFor(line.getValue()))
                .reduce(LedgerAmount.zero(currency), LedgerAmount::plus);
    }

    public static long gpuSeconds(Collection<Use> uses) {
        return uses.stream().mapToLong(Use::gpuSeconds).sum();
    }
}
