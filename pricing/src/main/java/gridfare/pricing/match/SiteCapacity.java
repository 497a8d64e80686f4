package gridfare.pricing.match;

import gridfare.pricing.market.Offer;
import gridfare.pricing.market.SiteId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many GPUs of one chip a virtual cluster could gather at most. Each site counts with its
/// largest offer: offers of one site may share a pool.
final class SiteCapacity {

    private final Map<SiteId, Long> most = new HashMap<>();
    private final List<Long> largestFirst;

    SiteCapacity(List<Offer> offers) {
        for (Offer offer : offers) most.merge(offer.site(), offer.claimableGpus(), Math::max);
        largestFirst = most.values().stream().sorted(Comparator.reverseOrder()).toList();
    }

    /// The most GPUs of a cluster that contains `offer`, over at most `sites` sites.
    long mostWith(Offer offer, int sites) {
        long own = most.getOrDefault(offer.site(), 0L);
        long gathered = offer.claimableGpus();
        boolean ownSeen = false;
        int others = 0;
        for (long site : largestFirst) {
            if (others == sites - 1) break;
            if (!ownSeen && site == own) {
                ownSeen = true; // equal sites are alike, so any of them stands for its own
                continue;
            }
            gathered += site;
            others++;
        }
        return gathered;
    }
}
