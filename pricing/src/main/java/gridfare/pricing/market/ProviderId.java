package gridfare.pricing.market;

import java.io.Serializable;
import java.util.UUID;

/// Names a seller's account at one kind of cloud.
public record ProviderId(UUID uuid) implements Comparable<ProviderId>, Serializable {

    @Override
    public int compareTo(ProviderId other) {
        return uuid.compareTo(other.uuid);
    }

    @Override
    public String toString() {
        return "prv_" + uuid;
    }
}
