package gridfare.web.provider;

import gridfare.domain.offer.OwnOffer;
import gridfare.domain.placement.Lease;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.SiteId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How many instances of each offer are let now.
record Sold(Map<Key, Integer> instances) {

    record Key(SiteId site, String instanceType, PurchaseOption purchaseOption) {}

    Sold {
        instances = Map.copyOf(instances);
    }

    /// @param live leases that have not ended
    static Sold of(List<Lease> live) {
        return new Sold(
                live.stream()
                        .collect(
                                Collectors.toMap(
                                        lease ->
                                                new Key(
                                                        lease.site(),
                                                        lease.instanceType(),
                                                        lease.purchaseOption()),
                                        Lease::instances,
                                        Integer::sum)));
    }

    int of(OwnOffer offer) {
        return instances.getOrDefault(
                new Key(offer.site(), offer.instanceType(), offer.purchaseOption()), 0);
    }
}
