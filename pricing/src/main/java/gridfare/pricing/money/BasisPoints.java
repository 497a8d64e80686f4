package gridfare.pricing.money;

import java.math.BigDecimal;

/// A share in hundredths of a per cent: 4 % is 400. Negative shares are not meant anywhere.
public record BasisPoints(int value) implements Comparable<BasisPoints> {

    public static final BasisPoints ZERO = new BasisPoints(0);

    private static final int DIGITS = 4;
    private static final long WHOLE = 10_000;

    public BasisPoints {
        if (value < 0) {
            throw new IllegalArgumentException("%d basis points are negative.".formatted(value));
        }
    }

    public static BasisPoints percent(int percent) {
        return new BasisPoints(Math.multiplyExact(percent, 100));
    }

    /// This share of `amount`, half away from zero, to a micro.
    public Money of(Money amount) {
        return new Money(Rounding.multiplyDivide(amount.micros(), value, WHOLE), amount.currency());
    }

    /// This share of `amount`, half away from zero, to a minor unit: how tax is worked out, line by
    /// line.
    public LedgerAmount of(LedgerAmount amount) {
        return new LedgerAmount(
                Rounding.multiplyDivide(amount.minorUnits(), value, WHOLE), amount.currency());
    }

    /// The share as a number: 400 is 0.0400.
    public BigDecimal share() {
        return BigDecimal.valueOf(value, DIGITS);
    }

    public boolean isZero() {
        return value == 0;
    }

    @Override
    public int compareTo(BasisPoints other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(value, 2).stripTrailingZeros().toPlainString() + " %";
    }
}
