package gridfare.domain.placement;

import gridfare.domain.placement.Steps.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Takes waiting placements in as capacity comes free: the strictest tier first, inside a tier the
/// oldest. What cannot be claimed where it was quoted is tried on other offers inside the guard
/// band.
@ApplicationScoped
public class AdmitQueued {

    private static final int MOST = 50;
    private static final int MOST_OFFERS_TRIED = 3;

    @Inject DuePlacements due;
    @Inject Steps steps;
    @Inject Changes changes;
    @Inject Replacements replacements;
    @Inject InstantSource clock;

    /// Tries a bounded number of those that wait.
    ///
    /// @return how many were taken in
    public int run() {
        int admitted = 0;
        for (PlacementId id : due.waiting(clock.instant(), MOST)) {
            if (admit(id)) admitted++;
        }
        return admitted;
    }

    private boolean admit(PlacementId id) {
        Taken asQuoted = changes.repeatedly(() -> steps.admit(id));
        if (asQuoted instanceof Taken.Done) return true;
        if (asQuoted instanceof Taken.Moot) return false;
        Optional<PlacementCase> waiting = steps.change(id, found -> found);
        if (waiting.isEmpty()) return false;
        List<Leg> current = waiting.get().current();
        if (current.size() != 1) return false;
        Leg leg = current.getFirst();
        Placement placement = waiting.get().placement();
        for (LegTerms terms :
                replacements.inPlaceOf(placement, waiting.get().legs(), leg, MOST_OFFERS_TRIED)) {
            if (changes.repeatedly(() -> steps.admit(id, leg.id(), terms)) instanceof Taken.Done) {
                return true;
            }
        }
        return false;
    }
}
