package gridfare.pricing.market;

import java.io.Serializable;
import java.util.UUID;

/// Names a pool: what a site has of one instance type.
public record PoolId(UUID uuid) implements Comparable<PoolId>, Serializable {

    @Override
    public int compareTo(PoolId other) {
        return uuid.compareTo(other.uuid);
    }

    @Override
    public String toString() {
        return "pool_" + uuid;
    }
}
