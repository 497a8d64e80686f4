package gridfare.pricing.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;

/// A dated reference rate: one unit of `from` is `rate` units of `to`. A quote freezes the
/// `version`, so an exchange is never priced again.
public record FxRate(Currency from, Currency to, BigDecimal rate, LocalDate date, String version) {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    public FxRate {
        if (rate.signum() <= 0) {
            throw new IllegalArgumentException("A rate of %s is not positive.".formatted(rate));
        }
        if (from.equals(to) && rate.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("%s to itself is 1, not %s.".formatted(from, rate));
        }
    }

    /// A currency to itself.
    public static FxRate identity(Currency currency) {
        return new FxRate(currency, currency, BigDecimal.ONE, LocalDate.EPOCH, "identity");
    }

    /// The same amount in the other currency, half away from zero, to a micro.
    public Money convert(Money amount) {
        if (!amount.currency().equals(from)) {
            throw new IllegalArgumentException("Expected %s, got %s.".formatted(from, amount));
        }
        if (from.equals(to)) return amount;
        return Money.nearest(amount.amount().multiply(rate), to);
    }

    /// What `gpuSeconds` at so much an hour come to in the other currency, rounded once, half away
    /// from zero, to a micro.
    public Money convert(Money perHour, long gpuSeconds) {
        if (!perHour.currency().equals(from)) {
            throw new IllegalArgumentException("Expected %s, got %s.".formatted(from, perHour));
        }
        BigDecimal amount =
                perHour.amount()
                        .multiply(rate)
                        .multiply(BigDecimal.valueOf(gpuSeconds))
                        .divide(SECONDS_PER_HOUR, Money.MICRO_DIGITS, RoundingMode.HALF_UP);
        return Money.nearest(amount, to);
    }
}
