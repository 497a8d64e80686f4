package gridfare.pricing.quote;

import gridfare.pricing.match.Request;
import gridfare.pricing.match.World;

/// Answers a request with options or with reasons.
public interface Quoting {

    /// @param utilisation what surge goes by
    /// @throws IllegalArgumentException if budget or CO2 price are in another currency than
    ///   `world.exchange()` leads to
    QuoteDecision quote(Request request, World world, PricingTerms terms, Utilisation utilisation);
}
