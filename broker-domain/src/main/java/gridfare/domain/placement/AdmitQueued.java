package gridfare.domain.placement;

import gridfare.domain.placement.Steps.Taken;
import gridfare.pricing.admission.AdmissionRound;
import gridfare.pricing.admission.FairRules;
import gridfare.pricing.admission.Waiting;
import gridfare.pricing.market.PoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes waiting placements in as capacity comes free, in the order of [AdmissionRound]: tiers
/// strictly, inside a tier by fair shares, and what has waited long before all. What cannot be
/// claimed where it was quoted is tried on other offers inside the guard band.
@ApplicationScoped
public class AdmitQueued {

    /// Each try is a transaction or two: what is left over comes in the next run.
    private static final int MOST_TRIED = 50;

    private static final int MOST_LOOKED_AT = 500;
    private static final int MOST_OFFERS_TRIED = 3;

    @Inject ReadQueue queue;
    @Inject Steps steps;
    @Inject Changes changes;
    @Inject Replacements replacements;
    @Inject InstantSource clock;

    /// Tries a bounded number of those that wait.
    ///
    /// @return how many were taken in
    public int run() {
        Instant now = clock.instant();
        FairRules rules = FairRules.starting();
        ReadQueue.Queue waiting = queue.at(now, rules, MOST_LOOKED_AT);
        AdmissionRound round =
                AdmissionRound.open(
                        rules,
                        waiting.total(),
                        waiting.free(),
                        waiting.waiting(),
                        waiting.standings(),
                        now);
        Set<PoolId> kept = new HashSet<>();
        int admitted = 0;
        for (int tried = 0; tried < MOST_TRIED; tried++) {
            Optional<Waiting> next = round.next();
            if (next.isEmpty()) break;
            PlacementId id = new PlacementId(next.get().id().uuid());
            if (admit(id, kept)) {
                admitted++;
                round.granted();
            } else {
                if (round.isUrgent()) keepPoolsOf(id, kept);
                round.refused();
            }
        }
        return admitted;
    }

    /// Nobody behind it takes what one that has waited long is waiting for.
    private void keepPoolsOf(PlacementId id, Set<PoolId> kept) {
        steps.change(id, PlacementCase::current)
                .ifPresent(legs -> legs.forEach(leg -> kept.add(leg.pool())));
    }

    private boolean admit(PlacementId id, Set<PoolId> kept) {
        Optional<PlacementCase> waiting = steps.change(id, found -> found);
        if (waiting.isEmpty()) return false;
        List<Leg> current = waiting.get().current();
        if (current.stream().noneMatch(leg -> kept.contains(leg.pool()))) {
            Taken asQuoted = changes.repeatedly(() -> steps.admit(id));
            if (asQuoted instanceof Taken.Done) return true;
            if (asQuoted instanceof Taken.Moot) return false;
        }
        if (current.size() != 1) return false;
        Leg leg = current.getFirst();
        Placement placement = waiting.get().placement();
        for (LegTerms terms :
                replacements.inPlaceOf(placement, waiting.get().legs(), leg, MOST_OFFERS_TRIED)) {
            if (kept.contains(terms.pool())) continue;
            if (changes.repeatedly(() -> steps.admit(id, leg.id(), terms)) instanceof Taken.Done) {
                return true;
            }
        }
        return false;
    }
}
