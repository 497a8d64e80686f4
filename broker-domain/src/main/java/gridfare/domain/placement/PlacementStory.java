package gridfare.domain.placement;

import java.util.List;

/// A placement with its legs, in the order of their places, and its events, oldest first.
public record PlacementStory(Placement placement, List<Leg> legs, List<PlacementEvent> events) {

    public PlacementStory {
        legs = List.copyOf(legs);
        events = List.copyOf(events);
    }
}
