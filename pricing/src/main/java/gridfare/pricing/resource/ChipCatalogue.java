package gridfare.pricing.resource;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Every chip we know, and how fast each is at what. Immutable.
public final class ChipCatalogue {

    /// One row of the throughput table.
    public record Figure(ChipId chip, WorkloadKind kind, Throughput throughput) {}

    private record Key(ChipId chip, WorkloadKind kind) {}

    private final Map<ChipId, Chip> chips = new TreeMap<>();
    private final Map<Key, Throughput> throughputs = new HashMap<>();

    /// @throws IllegalArgumentException if a chip comes twice or a figure names an unknown chip
    public ChipCatalogue(Collection<Chip> chips, Collection<Figure> figures) {
        for (Chip chip : chips) {
            if (this.chips.put(chip.id(), chip) != null) {
                throw new IllegalArgumentException(chip.id() + " comes twice.");
            }
        }
        for (Figure figure : figures) {
            if (!this.chips.containsKey(figure.chip())) {
                throw new IllegalArgumentException(figure.chip() + " is not in the catalogue.");
            }
            throughputs.put(new Key(figure.chip(), figure.kind()), figure.throughput());
        }
    }

    /// All chips, by id.
    public List<Chip> chips() {
        return List.copyOf(chips.values());
    }

    public Optional<Chip> find(ChipId id) {
        return Optional.ofNullable(chips.get(id));
    }

    /// How fast a chip is; empty where nobody measured or derived it, and then it is not offered by
    /// work, only by count.
    public Optional<Throughput> throughput(ChipId chip, WorkloadKind kind) {
        return Optional.ofNullable(throughputs.get(new Key(chip, kind)));
    }
}
