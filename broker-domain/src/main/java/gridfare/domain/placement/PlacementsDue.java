package gridfare.domain.placement;

import gridfare.domain.clock.DueWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/// Placements as work that business time makes due: ends, notices, later starts; and what follows
/// from them at providers.
@ApplicationScoped
public class PlacementsDue implements DueWork {

    @Inject DuePlacements due;
    @Inject EndDuePlacements end;
    @Inject AdmitQueued admit;
    @Inject StartPlacements start;
    @Inject Reconcile reconcile;

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Instant> nextDueAfter(Instant after) {
        return due.next(after, EndDuePlacements.NOTICE);
    }

    @Override
    public boolean runDue() {
        end.run();
        admit.run();
        start.run();
        reconcile.follow();
        return reconcile.anyOnTheWay();
    }
}
