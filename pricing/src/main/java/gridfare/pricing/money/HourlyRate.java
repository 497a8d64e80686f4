package gridfare.pricing.money;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.Currency;

/// What one GPU costs for one hour, e.g. 2.10 USD.
public record HourlyRate(Money perHour) implements Comparable<HourlyRate> {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    public HourlyRate {
        if (perHour.micros() < 0) {
            throw new IllegalArgumentException(perHour + " is negative; book a credit instead.");
        }
    }

    public Currency currency() {
        return perHour.currency();
    }

    /// The charge for `gpuSeconds`, rounded once, half away from zero, to the currency's minor
    /// unit. Add up the seconds of a period first: charged one by one, a thousand runs of 37 s at
    /// 2.10 would come to 20.00 instead of 21.58.
    ///
    /// @throws ArithmeticException if the charge does not fit in a [LedgerAmount]
    public LedgerAmount chargeFor(long gpuSeconds) {
        requireNotNegative(gpuSeconds);
        BigDecimal charge =
                perHour.amount()
                        .multiply(BigDecimal.valueOf(gpuSeconds))
                        .divide(SECONDS_PER_HOUR, LedgerAmount.digits(currency()), HALF_UP);
        return new LedgerAmount(charge.unscaledValue().longValueExact(), currency());
    }

    /// What `gpuSeconds` will cost, to a micro, half away from zero: for estimates, which differ
    /// from the charge by half a minor unit at most.
    public Money estimateFor(long gpuSeconds) {
        requireNotNegative(gpuSeconds);
        return new Money(Rounding.multiplyDivide(perHour.micros(), gpuSeconds, 3_600), currency());
    }

    private static void requireNotNegative(long gpuSeconds) {
        if (gpuSeconds < 0) {
            throw new IllegalArgumentException("Cannot charge for %d s.".formatted(gpuSeconds));
        }
    }

    @Override
    public int compareTo(HourlyRate other) {
        return perHour.compareTo(other.perHour);
    }

    @Override
    public String toString() {
        return perHour + "/h";
    }
}
