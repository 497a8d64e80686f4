package gridfare.pricing.money;

import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The rates into one currency, a buyer's, that a quote is made with.
public final class FxRates {

    private final Currency to;
    private final Map<Currency, FxRate> byCurrency = new HashMap<>();

    /// @throws IllegalArgumentException if a rate leads elsewhere than to `to`
    public FxRates(Currency to, Collection<FxRate> rates) {
        this.to = to;
        for (FxRate rate : rates) {
            if (!rate.to().equals(to)) {
                throw new IllegalArgumentException("%s does not lead to %s.".formatted(rate, to));
            }
            byCurrency.put(rate.from(), rate);
        }
        byCurrency.put(to, FxRate.identity(to));
    }

    public Currency to() {
        return to;
    }

    /// The rate from `from`; empty where nobody entered one, and then nothing in that currency can
    /// be quoted.
    public Optional<FxRate> from(Currency from) {
        return Optional.ofNullable(byCurrency.get(from));
    }

    @Override
    public String toString() {
        return byCurrency.values().toString();
    }
}
