package gridfare.pricing.match;

import gridfare.pricing.energy.EnergyBook;
import gridfare.pricing.market.MarketSnapshot;
import gridfare.pricing.money.FxRates;
import gridfare.pricing.resource.ChipCatalogue;
import java.time.Instant;

/// All that a request is matched against, as known at one moment.
///
/// @param exchange into the buyer's currency
/// @param now business time: starts, deadlines, validity
/// @param wallNow wall time: how long ago a provider was heard
public record World(
        MarketSnapshot market,
        ChipCatalogue chips,
        EnergyBook energy,
        FxRates exchange,
        Assumptions assumptions,
        Instant now,
        Instant wallNow) {}
