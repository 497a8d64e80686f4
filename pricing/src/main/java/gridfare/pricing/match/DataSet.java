package gridfare.pricing.match;

import gridfare.pricing.place.Coordinates;

/// Data that has to be at the site before the work starts.
///
/// @param gib its size in GiB (2^30 bytes)
/// @param at where it is now
public record DataSet(double gib, Coordinates at) {

    public DataSet {
        if (!(gib > 0 && gib < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(gib + " GiB.");
        }
    }

    public double bytes() {
        return gib * (1L << 30);
    }

    /// Whether it lies there already: within a kilometre, so on the same premises.
    public boolean isAt(Coordinates place) {
        return at.distanceKmTo(place) < 1;
    }
}
