package gridfare.pricing.market;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The market at one moment: all offers by id, each with its site. Immutable; the same content is
/// in the same order on every machine.
///
/// An offer whose site is not known is not on the market.
public final class MarketSnapshot {

    private final List<Offer> offers;
    private final Map<SiteId, Site> sites;
    private final Map<OfferId, Offer> byId;
    private final long number;
    private volatile @Nullable OfferColumns columns;

    /// @param number counts the book's changes, for logs and caches
    public MarketSnapshot(Collection<Site> sites, Collection<Offer> offers, long number) {
        this.sites = new HashMap<>();
        for (Site site : sites) {
            if (this.sites.put(site.id(), site) != null) {
                throw new IllegalArgumentException(site.id() + " comes twice.");
            }
        }
        this.offers =
                offers.stream()
                        .filter(offer -> this.sites.containsKey(offer.site()))
                        .sorted(Comparator.comparing(Offer::id))
                        .toList();
        this.byId = HashMap.newHashMap(this.offers.size());
        for (Offer offer : this.offers) {
            if (byId.put(offer.id(), offer) != null) {
                throw new IllegalArgumentException(offer.id() + " comes twice.");
            }
        }
        this.number = number;
    }

    public static MarketSnapshot empty() {
        return new MarketSnapshot(List.of(), List.of(), 0);
    }

    /// All offers with a known site, by id.
    public List<Offer> offers() {
        return offers;
    }

    public Optional<Offer> find(OfferId id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Site> site(SiteId id) {
        return Optional.ofNullable(sites.get(id));
    }

    public Collection<Site> sites() {
        return Collections.unmodifiableCollection(sites.values());
    }

    /// The site of one of this market's offers.
    public Site siteOf(Offer offer) {
        Site site = sites.get(offer.site());
        if (site == null) {
            throw new IllegalArgumentException(offer.id() + " is not on this market.");
        }
        return site;
    }

    /// The same offers in numbers, made when first asked for.
    public OfferColumns columns() {
        OfferColumns known = columns;
        if (known == null) {
            known = new OfferColumns(this); // two readers may both make them: they are equal
            columns = known;
        }
        return known;
    }

    public long number() {
        return number;
    }
}
