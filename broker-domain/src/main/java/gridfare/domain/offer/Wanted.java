package gridfare.domain.offer;

import gridfare.domain.provider.LegId;
import gridfare.pricing.market.PoolId;

/// What a leg wants of a pool.
public record Wanted(LegId leg, PoolId pool, int instances) {

    public Wanted {
        if (instances < 1) throw new IllegalArgumentException(instances + " instances.");
    }
}
