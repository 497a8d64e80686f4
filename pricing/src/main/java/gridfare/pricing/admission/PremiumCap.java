package gridfare.pricing.admission;

/// How much of a chip class may be promised at premium tiers, so that the promise holds on a day of
/// many times the usual demand. Units are thousandths of an A100-class GPU.
///
/// @param factor claimable units are divided by it; 2 at the start
public record PremiumCap(int factor) {

    public PremiumCap {
        if (factor < 1) throw new IllegalArgumentException("A factor of %d.".formatted(factor));
    }

    public static PremiumCap starting() {
        return new PremiumCap(2);
    }

    /// The most that may be committed where `claimableUnits` can be sold.
    public long most(long claimableUnits) {
        return claimableUnits / factor;
    }

    /// Whether `more` may be committed on top of `committed`.
    public boolean allows(long claimableUnits, long committed, long more) {
        return Math.addExact(committed, more) <= most(claimableUnits);
    }
}
