package gridfare.domain.placement;

import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Lets a buyer stop a placement before its agreed end, and see first what that means.
@UseCase
public class StopPlacement {

    @Inject Cases cases;
    @Inject InstantSource clock;

    /// Its machines are released by [Reconcile]; it is charged until the provider has confirmed
    /// that. Stopping what is being stopped is answered alike.
    public StopAnswer stop(Party buyer, PlacementId id) {
        if (!buyer.role().mayPlace()) return new StopAnswer.MayNotStop();
        Optional<PlacementCase> found = cases.find(buyer.organisation(), id);
        if (found.isEmpty()) return new StopAnswer.NoSuchPlacement();
        PlacementCase one = found.get();
        Placement placement = one.placement();
        if (placement.state().isFinal()) return new StopAnswer.NotStoppable(placement.state());
        one.stopByBuyer(clock.instant());
        cases.save(one);
        return new StopAnswer.Stopping(placement);
    }

    /// What stopping now would mean. Changes nothing.
    public StopAnswer effect(Party buyer, PlacementId id) {
        Optional<PlacementCase> found = cases.find(buyer.organisation(), id);
        if (found.isEmpty()) return new StopAnswer.NoSuchPlacement();
        Placement placement = found.get().placement();
        if (placement.state().isFinal()) return new StopAnswer.NotStoppable(placement.state());
        PlacementStory story = new PlacementStory(placement, found.get().legs(), List.of());
        Instant now = clock.instant();
        return new StopAnswer.Effect(
                placement,
                CostSoFar.of(story, now),
                placement.estimate(),
                CostSoFar.gpuSeconds(story, now));
    }
}
