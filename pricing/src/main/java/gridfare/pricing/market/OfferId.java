package gridfare.pricing.market;

import java.io.Serializable;
import java.util.UUID;

/// Names an offer: a pool sold by one purchase option.
public record OfferId(UUID uuid) implements Comparable<OfferId>, Serializable {

    @Override
    public int compareTo(OfferId other) {
        return uuid.compareTo(other.uuid);
    }

    @Override
    public String toString() {
        return "off_" + uuid;
    }
}
