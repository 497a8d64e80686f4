package gridfare.pricing.match;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Why offers were ruled out. Every offer of the market is either kept or counted here once: `kept
/// + total() = candidates`.
///
/// @param candidates all offers that were looked at
/// @param counts by constraint, in the constraints' order; constraints that stopped nothing are
///   left out
/// @param relaxations the smallest change of one constraint alone that would let an offer through,
///   where it can be told
public record RuledOut(
        int candidates, Map<Constraint, Count> counts, List<Relaxation> relaxations) {

    /// @param first offers that this was the first constraint to stop
    /// @param alone offers that nothing else stops
    public record Count(int first, int alone) {}

    /// @param limit the value the constraint would have to take, in the unit that [Constraint]
    ///   names
    public record Relaxation(Constraint constraint, double limit) {}

    public RuledOut {
        Map<Constraint, Count> ordered = new EnumMap<>(Constraint.class);
        ordered.putAll(counts);
        counts = Collections.unmodifiableMap(ordered);
        relaxations = List.copyOf(relaxations);
        int total = ordered.values().stream().mapToInt(Count::first).sum();
        if (total > candidates) {
            throw new IllegalArgumentException("%d of %d.".formatted(total, candidates));
        }
    }

    /// How many offers were ruled out.
    public int total() {
        return counts.values().stream().mapToInt(Count::first).sum();
    }

    /// How many offers can carry the request.
    public int kept() {
        return candidates - total();
    }
}
