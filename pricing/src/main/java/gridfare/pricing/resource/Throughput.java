package gridfare.pricing.resource;

/// How fast a chip is at a kind of work, relative to an A100 SXM 80 GB = 1: the middle value and
/// its range.
///
/// @param basis where it comes from, e.g. `measured (7 results)` or `proxy: a100-sxm-80`
public record Throughput(
        double value, double low, double high, Confidence confidence, String basis) {

    /// With one measurement the spread is not known; this much is assumed on either side.
    private static final double UNKNOWN_SPREAD = 0.25;

    /// How good the figure is, as the fact tables say it.
    public enum Confidence {
        /// The reference chip itself.
        REFERENCE,
        HIGH,
        MEDIUM,
        LOW,
        /// Computed from other figures, not measured.
        DERIVED
    }

    public Throughput(double value, double low, double high, Confidence confidence) {
        this(value, low, high, confidence, "not stated");
    }

    public Throughput {
        if (!(low > 0 && low <= value && value <= high && high < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Throughput %s is not within [%s, %s].".formatted(value, low, high));
        }
        if (low == high && confidence != Confidence.REFERENCE) {
            low = value * (1 - UNKNOWN_SPREAD);
            high = value * (1 + UNKNOWN_SPREAD);
        }
    }

    /// The unit factor: thousandths of the reference chip, rounded half up. An hour of this chip
    /// counts as so many thousandths of a unit-hour.
    public long unitThousandths() {
        return Math.round(value * 1_000);
    }
}
