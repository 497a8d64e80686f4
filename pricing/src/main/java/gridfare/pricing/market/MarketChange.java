package gridfare.pricing.market;

/// One change of the market, for [Book#apply].
public sealed interface MarketChange {

    /// A new offer, or a later version of one; an earlier version than the book's is passed over.
    record OfferPut(Offer offer) implements MarketChange {}

    record OfferWithdrawn(OfferId offer) implements MarketChange {}

    /// A new site, or what has become of one.
    record SitePut(Site site) implements MarketChange {}

    /// A site that sells no longer; its offers go with it.
    record SiteWithdrawn(SiteId site) implements MarketChange {}
}
