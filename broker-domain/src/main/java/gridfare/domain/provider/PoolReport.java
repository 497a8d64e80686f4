package gridfare.domain.provider;

import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.resource.ChipId;
import java.util.Set;

/// What a site has of one instance type, as the provider told it.
///
/// @param siteCode the vendor's name of the site
/// @param gpusPerInstance at least 1
/// @param counted whether `freeInstances` is a count of the provider's, or assumed from a word
/// @param freeInstances at least 0; for a word the number that the adapter's data assumes for it
/// @param sells the purchase options it can be had by now; empty where none is on sale
public record PoolReport(
        String siteCode,
        String instanceType,
        ChipId chip,
        int gpusPerInstance,
        boolean counted,
        int freeInstances,
        Set<PurchaseOption> sells) {

    public PoolReport {
        sells = Set.copyOf(sells);
        if (gpusPerInstance < 1 || freeInstances < 0) {
            throw new IllegalArgumentException(
                    "%s at %s: %d GPUs, %d free."
                            .formatted(instanceType, siteCode, gpusPerInstance, freeInstances));
        }
    }
}
