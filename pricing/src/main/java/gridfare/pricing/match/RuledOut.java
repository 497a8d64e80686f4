package gridfare.pricing.match;

import gridfare.pricing.resource.ChipId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why offers were ruled out. Every offer of the market is either kept or counted here once: `kept
/// + total() = candidates`.
///
/// @param candidates all offers that were looked at
/// @param counts by constraint, in the constraints' order; constraints that stopped nothing are
///   left out
/// @param relaxations the smallest change of one constraint alone that would let an offer through,
///   where it can be told
/// @param slow virtual clusters that would train slower than their largest site alone
public record RuledOut(
        int candidates,
        Map<Constraint, Count> counts,
        List<Relaxation> relaxations,
        @Nullable List<SlowCluster> slow) {

    public RuledOut(int candidates, Map<Constraint, Count> counts, List<Relaxation> relaxations) {
        this(candidates, counts, relaxations, List.of());
    }

    /// @param wireSeconds a step spends on the link between the sites
    /// @param efficiency what would be left of its GPUs' speed, 0 to 1
    /// @param wouldDo the mildest exchange that makes it worthwhile; null where none does
    public record SlowCluster(
            ChipId chip,
            int sites,
            int gpus,
            double wireSeconds,
            double efficiency,
            TrainingStep.@Nullable Exchange wouldDo) {}

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
        slow = slow == null ? List.of() : List.copyOf(slow); // kept quotes of old have none
        int total = ordered.values().stream().mapToInt(Count::first).sum();
        if (total > candidates) {
            throw new IllegalArgumentException("%d of %d.".formatted(total, candidates));
        }
    }

    public List<SlowCluster> slowClusters() {
        return slow == null ? List.of() : slow;
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
