package gridfare.pricing.match;

import gridfare.pricing.place.Coordinates;

/// Data that has to be at the site before the work starts.
///
/// @param gib its size in GiB (2^30 bytes)
/// @param at where it is now
public record DataSet(double gib, Coordinates at) {

    /// An exbibyte.
    public static final double MOST_GIB = 1L << 30;

    public DataSet {
        if (!(gib > 0 && gib <= MOST_GIB)) {
            throw new IllegalArgumentException(
                    "%s GiB is not within 0 and %s.".formatted(gib, MOST_GIB));
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
