package gridfare.pricing.quote;

import gridfare.pricing.money.BasisPoints;

/// What scarcity adds: nothing up to `from`, then in a straight line to `cap` at full use.
/// Continuous, bounded and never falling.
///
/// @param from share of use at which it begins, below 100 %
/// @param cap what is added at 100 %, as a share of the provider's price: 50 % is a factor of 1.5
public record SurgeCurve(BasisPoints from, BasisPoints cap) {

    private static final int FULL = 10_000;

    public SurgeCurve {
        if (from.value() >= FULL) {
            throw new IllegalArgumentException("A surge from %s never rises.".formatted(from));
        }
    }

    /// The factor 1.0 to 70 % use, then linear to 1.5 at 100 %.
    public static SurgeCurve starting() {
        return new SurgeCurve(BasisPoints.percent(70), BasisPoints.percent(50));
    }

    public static SurgeCurve none() {
        return new SurgeCurve(BasisPoints.ZERO, BasisPoints.ZERO);
    }

    /// Surge − 1 at `use`, rounded half up to a basis point. Use beyond 100 % counts as 100 %.
    public BasisPoints surchargeAt(BasisPoints use) {
        long above = Math.min(use.value(), FULL) - (long) from.value();
        if (above <= 0) return BasisPoints.ZERO;
        long range = FULL - (long) from.value();
        return new BasisPoints((int) ((2 * above * cap.value() + range) / (2 * range)));
    }
}
