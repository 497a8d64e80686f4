package gridfare.pricing.match;

import gridfare.pricing.energy.EnergyBook;
import gridfare.pricing.energy.GridZone;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Mean renewable shares, worked out once for each zone and run.
final class RenewableShares {

    private record Key(GridZone zone, Instant start, long seconds) {}

    private final EnergyBook energy;
    private final Map<Key, OptionalDouble> known = new HashMap<>();

    RenewableShares(EnergyBook energy) {
        this.energy = energy;
    }

    OptionalDouble mean(GridZone zone, Instant start, long seconds) {
        return known.computeIfAbsent(
                new Key(zone, start, seconds),
                key -> energy.renewableShare(zone, start, start.plusSeconds(seconds)));
    }
}
