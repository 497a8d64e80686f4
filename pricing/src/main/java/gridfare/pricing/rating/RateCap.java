package gridfare.pricing.rating;

import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;

/// Up to which provider's price the included hours of a plan pay for an offer.
///
/// @param perUnitHour 1.05 USD to start with: 500 USD pay for 476 such hours
public record RateCap(Money perUnitHour) {

    private static final long THOUSAND = 1_000;

    /// What a buyer on plan hours agrees to pay on top for each GPU-hour: the provider's price less
    /// the cap times the chip's unit factor, rounded down to the micro, or nothing. Frozen at the
    /// quote. No fee, premium or surge comes to it.
    ///
    /// @param provider the provider's own price of a GPU-hour, in the cap's currency
    /// @param unitFactor thousandths
    public HourlyRate topUp(HourlyRate provider, int unitFactor) {
        long covered = Math.ceilDiv(Math.multiplyExact(perUnitHour.micros(), unitFactor), THOUSAND);
        Money above = provider.perHour().minus(new Money(covered, perUnitHour.currency()));
        return new HourlyRate(above.isNegative() ? Money.zero(perUnitHour.currency()) : above);
    }
}
