package gridfare.pricing.quote;

import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.market.Stock;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.resource.ChipId;
import java.time.Duration;

/// Whole instances of one offer inside an option.
///
/// @param offerVersion the version that was priced
/// @param rate what a GPU-hour costs the buyer, from `parts`, frozen
/// @param age how long ago the provider confirmed the offer
public record OptionLeg(
        OfferId offer,
        long offerVersion,
        PoolId pool,
        SiteId site,
        ProviderId provider,
        ChipId chip,
        String instanceType,
        PurchaseOption purchaseOption,
        Stock stock,
        int instances,
        int gpus,
        RateParts parts,
        HourlyRate rate,
        Duration age) {

    public OptionLeg {
        if (instances < 1 || gpus < instances) {
            throw new IllegalArgumentException(
                    "%d GPUs in %d instances.".formatted(gpus, instances));
        }
        if (!rate.equals(parts.rate())) {
            throw new IllegalArgumentException("%s is not %s.".formatted(rate, parts.rate()));
        }
    }
}
