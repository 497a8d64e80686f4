package gridfare.pricing.place;

/// The least time for a question and its answer over fibre, in milliseconds: a floor, and named so
/// wherever it is shown. What was measured stands beside it.
public final class RoundTrip {

    /// Length of fibre over great-circle distance (synthetic, between 1.2 and 2).
    public static final double ROUTE_FACTOR = 1.4;

    /// Light in glass with a refractive index of about 1.5.
    private static final double FIBRE_KM_PER_MS = 200;

    private RoundTrip() {}

    /// 2 × distance × 1.4 / 200 000 km/s, plus the provider's own overhead. Beijing to Shanghai is
    /// 14.9 ms before overhead.
    public static double floorMs(Coordinates from, Coordinates to, double overheadMs) {
        return straightMs(from.distanceKmTo(to)) * ROUTE_FACTOR + overheadMs;
    }

    /// The same over a fibre as straight as the great circle: 10.7 ms for 1 067 km.
    public static double straightMs(double distanceKm) {
        return 2 * distanceKm / FIBRE_KM_PER_MS;
    }
}
