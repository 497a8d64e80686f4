package gridfare.pricing.energy;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Power by grid zone, as known at one moment. Immutable.
public final class EnergyBook {

    private static final EnergyBook EMPTY = new EnergyBook(List.of());

    private final Map<GridZone, ZoneEnergy> zones = new HashMap<>();

    public EnergyBook(Collection<ZoneEnergy> zones) {
        for (ZoneEnergy zone : zones) {
            if (this.zones.put(zone.zone(), zone) != null) {
                throw new IllegalArgumentException(zone.zone() + " comes twice.");
            }
        }
    }

    /// A book that knows of no zone: every figure is unknown.
    public static EnergyBook empty() {
        return EMPTY;
    }

    public Optional<ZoneEnergy> find(GridZone zone) {
        return Optional.ofNullable(zones.get(zone));
    }

    /// Mean gCO2 a kWh over `[from, to)`.
    public OptionalDouble carbonGramsPerKwh(GridZone zone, Instant from, Instant to) {
        ZoneEnergy known = zones.get(zone);
        if (known == null || known.carbonGramsPerKwh() == null) return OptionalDouble.empty();
        return known.carbonGramsPerKwh().mean(from, to);
    }

    /// Mean renewable share, 0 to 1, over `[from, to)`.
    public OptionalDouble renewableShare(GridZone zone, Instant from, Instant to) {
        ZoneEnergy known = zones.get(zone);
        if (known == null || known.renewableShare() == null) return OptionalDouble.empty();
        return known.renewableShare().mean(from, to);
    }
}
