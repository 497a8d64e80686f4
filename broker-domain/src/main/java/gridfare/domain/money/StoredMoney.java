package gridfare.domain.money;

import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;
import jakarta.persistence.Embeddable;
import java.util.Currency;

/// A [Money] in two columns, `<name>_micros` and `<name>_currency`: Hibernate embeds no nested
/// record.
///
/// @param currency ISO 4217
@Embeddable
public record StoredMoney(long micros, String currency) {

    public static StoredMoney of(Money money) {
        return new StoredMoney(money.micros(), money.currency().getCurrencyCode());
    }

    public static StoredMoney of(HourlyRate rate) {
        return of(rate.perHour());
    }

    public Money money() {
        return new Money(micros, Currency.getInstance(currency));
    }

    /// The amount as a price per GPU-hour.
    public HourlyRate hourlyRate() {
        return new HourlyRate(money());
    }
}
