package gridfare.web.placement;

import gridfare.domain.placement.PlacementChanged;
import gridfare.web.shell.Broadcaster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

/// Carries changes of placements to the screens that show them.
@ApplicationScoped
public class PlacementNews {

    @Inject Broadcaster broadcaster;

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) PlacementChanged change) {
        broadcaster.tell(change.organisation(), change);
    }
}
