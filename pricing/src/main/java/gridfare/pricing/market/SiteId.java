package gridfare.pricing.market;

import java.io.Serializable;
import java.util.UUID;

/// Names a data centre or edge node.
public record SiteId(UUID uuid) implements Comparable<SiteId>, Serializable {

    @Override
    public int compareTo(SiteId other) {
        return uuid.compareTo(other.uuid);
    }

    @Override
    public String toString() {
        return "site_" + uuid;
    }
}
