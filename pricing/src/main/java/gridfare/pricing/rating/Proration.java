package gridfare.pricing.rating;

import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// A price by UTC seconds: price × seconds of the part / seconds of the whole, exactly, and one
/// rounding, half away from zero, to the minor unit.
public final class Proration {

    private Proration() {}

    /// `part` of a `whole` that costs `price`.
    public static LedgerAmount of(Money price, Period whole, Period part) {
        return of(price, whole, part, FxRate.identity(price.currency()));
    }

    /// The same in another currency: the line is converted unrounded, and rounded once.
    public static LedgerAmount of(Money price, Period whole, Period part, FxRate exchange) {
        if (!price.currency().equals(exchange.from())) {
            throw new IllegalArgumentException(
                    "%s is not in %s.".formatted(price, exchange.from()));
        }
        BigDecimal amount =
                price.amount()
                        .multiply(exchange.rate())
                        .multiply(BigDecimal.valueOf(part.seconds()))
                        .divide(
                                BigDecimal.valueOf(whole.seconds()),
                                Math.max(0, exchange.to().getDefaultFractionDigits()),
                                RoundingMode.HALF_UP);
        return new LedgerAmount(amount.unscaledValue().longValueExact(), exchange.to());
    }

    /// The price of `whole` in pieces cut at `cuts`, in order: each is what has come up to its end
    /// less what has come up to its start, so they add up to the price wherever it is cut.
    public static List<LedgerAmount> split(
            LedgerAmount price, Period whole, Collection<Instant> cuts) {
        TreeSet<Instant> ends = new TreeSet<>();
        cuts.stream()
                .filter(cut -> cut.isAfter(whole.start()) && cut.isBefore(whole.end()))
                .forEach(ends::add);
        ends.add(whole.end());
        Money exactly = Money.of(price.amount(), price.currency());
        List<LedgerAmount> parts = new ArrayList<>();
        LedgerAmount before = LedgerAmount.zero(price.currency());
        for (Instant end : ends) {
            LedgerAmount until = of(exactly, whole, new Period(whole.start(), end));
            parts.add(until.minus(before));
            before = until;
        }
        return List.copyOf(parts);
    }

    /// Whole units of something, such as seconds of GPU time, that come with `part` of `whole`:
    /// rounded down, since what is included is never more than was paid for.
    public static long included(long ofWhole, Period whole, Period part) {
        return BigDecimal.valueOf(ofWhole)
                .multiply(BigDecimal.valueOf(part.seconds()))
                .divide(BigDecimal.valueOf(whole.seconds()), 0, RoundingMode.DOWN)
                .longValueExact();
    }
}
