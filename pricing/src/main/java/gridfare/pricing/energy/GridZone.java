package gridfare.pricing.energy;

import java.io.Serializable;

/// The power system behind a site, e.g. `CN-GZ`.
public record GridZone(String code) implements Comparable<GridZone>, Serializable {

    public GridZone {
        if (code.isBlank()) throw new IllegalArgumentException("A grid zone is not blank.");
    }

    @Override
    public int compareTo(GridZone other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
