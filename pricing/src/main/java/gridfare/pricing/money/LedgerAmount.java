package gridfare.pricing.money;

import static java.lang.Math.addExact;
import static java.lang.Math.negateExact;
import static java.lang.Math.subtractExact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/// A whole number of the currency's **minor units** (ISO 4217): 21.67 USD is 2_167.
///
/// For ledger, invoice, payment and payout. It never holds a fraction, so sums of booked amounts
/// are exact. It comes from a [Money] by [Money#toLedger()] or from an [HourlyRate].
public record LedgerAmount(long minorUnits, Currency currency) implements Comparable<LedgerAmount> {

    public static LedgerAmount zero(Currency currency) {
        return new LedgerAmount(0, currency);
    }

    /// An amount as people write it, e.g. `21.67` and USD.
    ///
    /// @throws ArithmeticException if it has a fraction of a minor unit
    public static LedgerAmount of(BigDecimal amount, Currency currency) {
        return new LedgerAmount(
                amount.setScale(digits(currency), RoundingMode.UNNECESSARY)
                        .unscaledValue()
                        .longValueExact(),
                currency);
    }

    /// [#of(BigDecimal, Currency)] for literals: `LedgerAmount.of("21.67", "USD")`.
    public static LedgerAmount of(String amount, String currencyCode) {
        return of(new BigDecimal(amount), Currency.getInstance(currencyCode));
    }

    /// The amount in main units, with the currency's own number of decimals.
    public BigDecimal amount() {
        return BigDecimal.valueOf(minorUnits, digits(currency));
    }

    /// The sum, exactly.
    ///
    /// @throws ArithmeticException where it does not fit; a sum never wraps around
    public LedgerAmount plus(LedgerAmount addend) {
        return new LedgerAmount(addExact(minorUnits, minorUnitsOf(addend)), currency);
    }

    public LedgerAmount minus(LedgerAmount subtrahend) {
        return new LedgerAmount(subtractExact(minorUnits, minorUnitsOf(subtrahend)), currency);
    }

    public LedgerAmount negated() {
        return new LedgerAmount(negateExact(minorUnits), currency);
    }

    public boolean exceeds(LedgerAmount other) {
        return minorUnits > minorUnitsOf(other);
    }

    public boolean isNegative() {
        return minorUnits < 0;
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    /// `parts` amounts that differ by at most one minor unit and add up to this one; the first ones
    /// take the remainder: 100.00 in three is 33.34, 33.33, 33.33.
    public List<LedgerAmount> splitEvenly(int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("Cannot split into %d parts.".formatted(parts));
        }
        long share = minorUnits / parts;
        long remainder = minorUnits % parts;
        List<LedgerAmount> result = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            long extra = i < Math.abs(remainder) ? Long.signum(remainder) : 0;
            result.add(new LedgerAmount(share + extra, currency));
        }
        return List.copyOf(result);
    }

    @Override
    public int compareTo(LedgerAmount other) {
        return Long.compare(minorUnits, minorUnitsOf(other));
    }

    /// ISO 4217 exponent; currencies without one (XAU) hold whole units.
    static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    private long minorUnitsOf(LedgerAmount other) {
        if (!other.currency.equals(currency)) {
            throw new IllegalArgumentException("Expected %s, got %s.".formatted(currency, other));
        }
        return other.minorUnits;
    }

    @Override
    public String toString() {
        return amount().toPlainString() + " " + currency.getCurrencyCode();
    }
}
