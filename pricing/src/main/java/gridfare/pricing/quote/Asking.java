package gridfare.pricing.quote;

import gridfare.pricing.match.Request;
import gridfare.pricing.match.World;
import gridfare.pricing.money.FxRate;
import java.util.Currency;

/// One request being answered: what was asked, of which market, on whose terms.
record Asking(Request request, World world, PricingTerms terms, Utilisation utilisation) {

    /// The buyer's.
    Currency currency() {
        return world.exchange().to();
    }

    FxRate exchange(Currency from) {
        return world.exchange()
                .from(from)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "No rate from %s to %s.".formatted(from, currency())));
    }
}
