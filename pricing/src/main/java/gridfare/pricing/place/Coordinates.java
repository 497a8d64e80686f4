package gridfare.pricing.place;

/// A point on the earth, in decimal degrees (WGS 84).
public record Coordinates(double latitude, double longitude) {

    /// Mean earth radius (IUGG), km.
    private static final double EARTH_RADIUS_KM = 6_371.0088;

    public Coordinates {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException(
                    "%s, %s is not on the earth.".formatted(latitude, longitude));
        }
    }

    /// The great-circle distance in km, by the haversine formula: within 0.6 % of the ellipsoid.
    /// Beijing (39.9042, 116.4074) to Shanghai (31.2304, 121.4737) is 1 067 km.
    public double distanceKmTo(Coordinates other) {
        double halfLatitude = Math.toRadians(other.latitude - latitude) / 2;
        double halfLongitude = Math.toRadians(other.longitude - longitude) / 2;
        double a =
                square(Math.sin(halfLatitude))
                        + Math.cos(Math.toRadians(latitude))
                                * Math.cos(Math.toRadians(other.latitude))
                                * square(Math.sin(halfLongitude));
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a)));
    }

    private static double square(double x) {
        return x * x;
    }
}
