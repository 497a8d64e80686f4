package gridfare.web.market;

import gridfare.domain.offer.OfferBook;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.ChipId;
import gridfare.web.text.Texts;

/// What chips, places and providers are called on screens, as the market knows them now.
public record Words(Market market, ChipCatalogue chips, Texts t) {

    public static Words of(Markets markets, OfferBook book, Texts t) {
        return new Words(markets.now(), book.chips(), t);
    }

    public String chip(ChipId id) {
        return chips.find(id).map(Chip::model).orElse(id.value());
    }

    /// `Ulanqab, Inner Mongolia`.
    public String place(SiteId id) {
        return market.book()
                .site(id)
                .map(Site::place)
                .map(place -> t.place(place.name(), place.subdivision()))
                .orElseGet(() -> t.get("option.unknown-site"));
    }

    public String provider(ProviderId id) {
        return market.provider(id).name();
    }
}
