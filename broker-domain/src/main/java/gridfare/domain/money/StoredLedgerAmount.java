package gridfare.domain.money;

import gridfare.pricing.money.LedgerAmount;
import jakarta.persistence.Embeddable;
import java.util.Currency;

/// A [LedgerAmount] in two columns, `<name>_minor_units` and `<name>_currency`.
///
/// @param currency ISO 4217
@Embeddable
public record StoredLedgerAmount(long minorUnits, String currency) {

    public static StoredLedgerAmount of(LedgerAmount amount) {
        return new StoredLedgerAmount(amount.minorUnits(), amount.currency().getCurrencyCode());
    }

    public LedgerAmount amount() {
        return new LedgerAmount(minorUnits, Currency.getInstance(currency));
    }
}
