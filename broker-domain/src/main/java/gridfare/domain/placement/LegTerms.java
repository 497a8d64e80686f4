package gridfare.domain.placement;

import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;

/// What a leg is: whole instances of one pool, at the buyer's frozen rate and the provider's own
/// price.
///
/// @param region the vendor's region
/// @param siteCode the vendor's name of the site
/// @param gpus of all instances together
/// @param rate what the buyer pays a GPU-hour, in the buyer's currency
/// @param rateParts the parts of the rate as the quote stated them, as JSON
/// @param providerPrice the provider's own price per instance-hour, in its own currency
public record LegTerms(
        ProviderId provider,
        SiteId site,
        PoolId pool,
        String region,
        String siteCode,
        ChipId chip,
        String instanceType,
        int instances,
        int gpus,
        PurchaseOption purchaseOption,
        HourlyRate rate,
        String rateParts,
        Money providerPrice) {}
