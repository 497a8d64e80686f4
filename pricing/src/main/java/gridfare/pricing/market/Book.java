package gridfare.pricing.market;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The offer book of one node: one writer applies changes in order, readers take snapshots without
/// waiting.
///
/// Repeating a change is harmless. The book ranks; it never decides who gets what.
public final class Book {

    private final Map<OfferId, Offer> offers = new HashMap<>();
    private final Map<SiteId, Site> sites = new HashMap<>();
    private volatile MarketSnapshot snapshot = MarketSnapshot.empty();

    /// The market after the last [#apply]. Never waits for the writer.
    public MarketSnapshot snapshot() {
        return snapshot;
    }

    /// Applies `changes` in order and publishes them together: a reader sees all or none.
    public synchronized void apply(Collection<? extends MarketChange> changes) {
        if (changes.isEmpty()) return;
        for (MarketChange change : changes) {
            switch (change) {
                case MarketChange.OfferPut(Offer offer) ->
                        offers.merge(
                                offer.id(),
                                offer,
                                (old, put) -> put.version() < old.version() ? old : put);
                case MarketChange.OfferWithdrawn(OfferId id) -> offers.remove(id);
                case MarketChange.SitePut(Site site) -> sites.put(site.id(), site);
                case MarketChange.SiteWithdrawn(SiteId id) -> {
                    sites.remove(id);
                    offers.values().removeIf(offer -> offer.site().equals(id));
                }
            }
        }
        publish();
    }

    /// Replaces everything: how a book is rebuilt.
    public synchronized void replace(Collection<Site> allSites, Collection<Offer> allOffers) {
        sites.clear();
        offers.clear();
        allSites.forEach(site -> sites.put(site.id(), site));
        allOffers.forEach(offer -> offers.put(offer.id(), offer));
        publish();
    }

    private void publish() {
        snapshot = new MarketSnapshot(sites.values(), offers.values(), snapshot.number() + 1);
    }
}
