package gridfare.pricing.resource;

import java.io.Serializable;

/// A chip's key in the catalogue, e.g. `a100-sxm-80`.
public record ChipId(String value) implements Comparable<ChipId>, Serializable {

    public ChipId {
        if (value.isBlank()) throw new IllegalArgumentException("A chip id is not blank.");
    }

    @Override
    public int compareTo(ChipId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
