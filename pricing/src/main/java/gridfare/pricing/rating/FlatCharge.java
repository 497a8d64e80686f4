package gridfare.pricing.rating;

import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.time.Instant;
import java.util.Optional;

/// What was charged in advance for a part of a period: the whole period's price times the part's
/// seconds over the period's, multiplied first and rounded once.
///
/// @param price of the whole period, as it was really asked for: after discounts, times seats
/// @param period the whole
/// @param covered the part of it that was charged for
/// @param exchange into the buyer's currency, frozen with the charge
public record FlatCharge(Money price, Period period, Period covered, FxRate exchange) {

    public FlatCharge {
        if (price.isNegative()) {
            throw new IllegalArgumentException(price + " is no price.");
        }
        if (covered.start().isBefore(period.start()) || covered.end().isAfter(period.end())) {
            throw new IllegalArgumentException(covered + " is not within " + period + ".");
        }
    }

    /// A whole period, in the price's own currency.
    public static FlatCharge whole(Money price, Period period) {
        return new FlatCharge(price, period, period, FxRate.identity(price.currency()));
    }

    /// The rest of `period` from `at` on, in the price's own currency; empty where there is none.
    public static Optional<FlatCharge> from(Instant at, Money price, Period period) {
        return period.from(at)
                .map(rest ->
                        new FlatCharge(price, period, rest, FxRate.identity(price.currency())));
    }

    public LedgerAmount amount() {
        return Proration.of(price, period, covered, exchange);
    }

    /// The credit for what is not used from `at` on: negative or zero, worked out like the charge,
    /// so that at its start it is the charge turned round.
    public LedgerAmount creditFrom(Instant at) {
        return creditFrom(at, LedgerAmount.zero(exchange.to()));
    }

    /// The same where `given` was already given back on this charge: never more than is left of it.
    public LedgerAmount creditFrom(Instant at, LedgerAmount given) {
        LedgerAmount unused =
                covered.from(at)
                        .map(rest -> Proration.of(price, period, rest, exchange))
                        .orElse(LedgerAmount.zero(exchange.to()));
        LedgerAmount left = amount().minus(given);
        if (given.isNegative() || left.isNegative()) {
            throw new IllegalArgumentException(
                    "%s was given back on %s.".formatted(given, amount()));
        }
        return (unused.exceeds(left) ? left : unused).negated();
    }
}
