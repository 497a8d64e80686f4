package gridfare.pricing.money;

import static java.lang.Math.addExact;
import static java.lang.Math.negateExact;
import static java.lang.Math.subtractExact;
import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// An exact amount in **micros**, millionths of the currency's main unit: 1 USD is 1_000_000.
///
/// For prices and estimates. What is booked, invoiced or paid is a [LedgerAmount]. A negative
/// amount is a credit.
public record Money(long micros, Currency currency) implements Comparable<Money> {

    static final int MICRO_DIGITS = 6;

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /// An amount as people write it, e.g. `1.27` and USD.
    ///
    /// @throws ArithmeticException if it has more than six decimals or does not fit; nothing is
    ///   rounded here
    public static Money of(BigDecimal amount, Currency currency) {
        return new Money(
                amount.setScale(MICRO_DIGITS, RoundingMode.UNNECESSARY)
                        .unscaledValue()
                        .longValueExact(),
                currency);
    }

    /// [#of(BigDecimal, Currency)] for literals: `Money.of("1.27", "USD")`.
    public static Money of(String amount, String currencyCode) {
        return of(new BigDecimal(amount), Currency.getInstance(currencyCode));
    }

    /// The amount nearest to `amount`, half away from zero, to a micro.
    public static Money nearest(BigDecimal amount, Currency currency) {
        return new Money(
                amount.setScale(MICRO_DIGITS, HALF_UP).unscaledValue().longValueExact(), currency);
    }

    /// The amount in main units, six decimals.
    public BigDecimal amount() {
        return BigDecimal.valueOf(micros, MICRO_DIGITS);
    }

    /// The sum, exactly.
    ///
    /// @throws ArithmeticException beyond ±9.2 trillion main units; a sum never wraps around
    public Money plus(Money addend) {
        return new Money(addExact(micros, microsOf(addend)), currency);
    }

    public Money minus(Money subtrahend) {
        return new Money(subtractExact(micros, microsOf(subtrahend)), currency);
    }

    public Money negated() {
        return new Money(negateExact(micros), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(micros, factor), currency);
    }

    public boolean exceeds(Money other) {
        return micros > microsOf(other);
    }

    public boolean isNegative() {
        return micros < 0;
    }

    public boolean isZero() {
        return micros == 0;
    }

    /// The one way from an estimate to the books: to the currency's minor unit, half away from
    /// zero.
    public LedgerAmount toLedger() {
        BigDecimal rounded = amount().setScale(LedgerAmount.digits(currency), HALF_UP);
        return new LedgerAmount(rounded.unscaledValue().longValueExact(), currency);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(micros, microsOf(other));
    }

    /// Every operation on two amounts passes here, so no two currencies ever mix.
    private long microsOf(Money other) {
        if (!other.currency.equals(currency)) {
            throw new IllegalArgumentException("Expected %s, got %s.".formatted(currency, other));
        }
        return other.micros;
    }

    @Override
    public String toString() {
        return amount().toPlainString() + " " + currency.getCurrencyCode();
    }
}
