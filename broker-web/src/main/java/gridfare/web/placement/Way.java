package gridfare.web.placement;

import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementEvent;
import gridfare.domain.placement.PlacementState;
import gridfare.domain.placement.PlacementStory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The states that a placement went through, read from its events.
final class Way {

    /// A state and since when it held.
    record Step(PlacementState state, Instant from) {}

    private Way() {}

    /// Oldest first, never empty; the last one is the state it is in.
    static List<Step> of(PlacementStory story) {
        Placement placement = story.placement();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(PlacementState.REQUESTED, placement.acceptedAt()));
        for (PlacementEvent event : story.events()) {
            PlacementState now = steps.getLast().state();
            next(now, event.kind())
                    .filter(next -> next != now)
                    .ifPresent(next -> enter(steps, next, event.at()));
        }
        if (steps.getLast().state() != placement.state()) {
            Instant since =
                    story.events().isEmpty()
                            ? placement.acceptedAt()
                            : story.events().getLast().at();
            enter(steps, placement.state(), since);
        }
        return List.copyOf(steps);
    }

    /// A state that lasted no second is passed over, except the first one.
    private static void enter(List<Step> steps, PlacementState next, Instant at) {
        if (steps.size() > 1 && steps.getLast().from().equals(at)) {
            steps.removeLast();
        }
        steps.add(new Step(next, at));
    }

    private static Optional<PlacementState> next(PlacementState now, PlacementEvent.Kind event) {
        return Optional.ofNullable(
                switch (event) {
                    case QUEUED, PAUSED -> PlacementState.QUEUED;
                    case ADMITTED, CONFIRMED -> PlacementState.REQUESTED;
                    case ORDERED ->
                            now == PlacementState.REQUESTED ? PlacementState.RESERVING : null;
                    case MACHINES_STARTED ->
                            now == PlacementState.RESERVING ? PlacementState.STARTING : null;
                    case LEG_REPLACED ->
                            now == PlacementState.STARTING ? PlacementState.RESERVING : null;
                    case RUNNING, RECOVERED -> PlacementState.RUNNING;
                    case RECOVERING -> PlacementState.RECOVERING;
                    case PRICE_MOVED -> PlacementState.AWAITING_BUYER;
                    case STOP_ASKED -> PlacementState.STOPPING;
                    case ENDED -> PlacementState.ENDED;
                    case FAILED -> PlacementState.FAILED;
                    case CANCELLED -> PlacementState.CANCELLED;
                    case ACCEPTED,
                            LEG_REFUSED,
                            LEG_RUNNING,
                            ENDS_SOON,
                            EXTENDED,
                            MOVE_ANNOUNCED,
                            LEG_LOST,
                            LEG_RELEASED ->
                            null;
                });
    }
}
