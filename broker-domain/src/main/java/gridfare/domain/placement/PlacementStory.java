package gridfare.domain.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A placement with its legs, in the order of their places and each after the one it replaced, and
/// its events, oldest first.
public record PlacementStory(Placement placement, List<Leg> legs, List<PlacementEvent> events) {

    public PlacementStory {
        legs = inOrder(legs);
        events = List.copyOf(events);
    }

    private static List<Leg> inOrder(List<Leg> legs) {
        List<Leg> ordered = new ArrayList<>();
        legs.stream()
                .filter(leg -> leg.replaces().isEmpty())
                .sorted(Comparator.comparingInt(Leg::slot))
                .forEach(first -> {
                    Optional<Leg> next = Optional.of(first);
                    while (next.isPresent()) {
                        ordered.add(next.get());
                        next = successor(legs, next.get());
                    }
                });
        return List.copyOf(ordered);
    }

    private static Optional<Leg> successor(List<Leg> legs, Leg leg) {
        return legs.stream()
                .filter(other -> other.replaces().filter(leg.id()::equals).isPresent())
                .findFirst();
    }
}
