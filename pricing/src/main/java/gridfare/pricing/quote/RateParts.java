package gridfare.pricing.quote;

import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;

/// What a GPU-hour's rate is made of, in the provider's currency, and the rate in the buyer's.
///
/// rate = p + fee + premium + (surge − 1)·p + energy − rebate. Shares are of p and none compounds;
/// each part is rounded half up to a micro, the sum is exchanged once.
///
/// @param providerPrice p, what the provider itself asks
/// @param surge (surge − 1)·p
/// @param energy what the provider charges for power apart from p; it gets that too
/// @param rebate not negative; it is taken off
public record RateParts(
        Money providerPrice,
        Money fee,
        Money premium,
        Money surge,
        Money energy,
        Money rebate,
        FxRate exchange) {

    public RateParts {
        for (Money part : new Money[] {providerPrice, fee, premium, surge, energy, rebate}) {
            if (part.isNegative() || !part.currency().equals(exchange.from())) {
                throw new IllegalArgumentException("%s cannot be a part.".formatted(part));
            }
        }
        if (rebate.exceeds(providerPrice)) {
            throw new IllegalArgumentException("%s off %s.".formatted(rebate, providerPrice));
        }
    }

    /// The parts of p for shares of it.
    public static RateParts of(
            Money providerPrice,
            BasisPoints fee,
            BasisPoints premium,
            BasisPoints surcharge,
            BasisPoints rebate,
            FxRate exchange) {
        return new RateParts(
                providerPrice,
                fee.of(providerPrice),
                premium.of(providerPrice),
                surcharge.of(providerPrice),
                Money.zero(providerPrice.currency()),
                rebate.of(providerPrice),
                exchange);
    }

    /// Their sum in the provider's currency.
    public Money sum() {
        return providerPrice.plus(fee).plus(premium).plus(surge).plus(energy).minus(rebate);
    }

    /// The rate that is frozen: the sum in the buyer's currency, rounded once more to a micro.
    public HourlyRate rate() {
        return new HourlyRate(exchange.convert(sum()));
    }

    /// What the provider gets a GPU-hour.
    public HourlyRate payable() {
        return new HourlyRate(providerPrice.plus(energy));
    }
}
