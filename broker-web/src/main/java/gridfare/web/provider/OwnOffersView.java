package gridfare.web.provider;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import gridfare.domain.clock.Wall;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.offer.OwnOffer;
import gridfare.domain.offer.ReadOwnOffers;
import gridfare.domain.placement.ReadLeases;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.ChipId;
import gridfare.web.part.Badge;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.part.Kpis;
import gridfare.web.part.Table;
import gridfare.web.part.Tone;
import gridfare.web.rest.Ids;
import gridfare.web.security.Portal;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a provider's accounts offer: its sites, and the offers of one of them (`?site=site_…`).
@Route("provider/offers")
@Menu(title = "nav.own-offers", order = 10, icon = "server")
@RolesAllowed("provider")
public final class OwnOffersView extends Div implements Screen, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient Texts t = Texts.ofReader();
    private final transient List<OwnOffer> offers;
    private final transient Sold sold;
    private final transient ChipCatalogue chips;
    private final transient Instant now;
    private final Div sites = new Div();
    private final Div ofSite = new Div();

    @Inject
    OwnOffersView(
            ReadOwnOffers readOffers,
            ReadLeases readLeases,
            OfferBook book,
            Portal portal,
            @Wall InstantSource wall) {
        offers = readOffers.all(portal.party());
        sold = Sold.of(readLeases.live(portal.party()));
        chips = book.chips();
        now = wall.instant();
        addClassName("gf-page");
        Div head = new Div(new H1(t.get("own-offers.title")));
        head.addClassName("gf-page-head");
        add(head);
        if (offers.isEmpty()) {
            Card none = Card.plain(t.get("own-offers.title"));
            none.add(
                    (Component) new Empty(t.get("own-offers.none"), t.get("own-offers.none-text")));
            add(none);
            return;
        }
        Div left = new Div(sites);
        left.addClassName("gf-column");
        Div right = new Div(ofSite);
        right.addClassName("gf-column");
        Div halves = new Div(left, right);
        halves.addClassName("gf-halves");
        add(figures(), halves);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (offers.isEmpty()) {
            return;
        }
        Map<SiteId, List<OwnOffer>> bySite =
                offers.stream()
                        .collect(
                                Collectors.groupingBy(
                                        OwnOffer::site, LinkedHashMap::new, Collectors.toList()));
        SiteId chosen =
                Optional.ofNullable(
                                event.getLocation()
                                        .getQueryParameters()
                                        .getSingleParameter("site")
                                        .orElse(null))
                        .flatMap(text -> Ids.parse(SiteId.class, text))
                        .filter(bySite::containsKey)
                        .orElse(offers.getFirst().site());
        showSites(bySite, chosen);
        showOffers(bySite.getOrDefault(chosen, List.of()));
    }

    private Kpis figures() {
        long onSale = offers.stream().filter(OwnOffer::onSale).count();
        long siteCount = offers.stream().map(OwnOffer::site).distinct().count();
        long soldGpus =
                offers.stream()
                        .mapToLong(offer -> (long) sold.of(offer) * offer.gpusPerInstance())
                        .sum();
        String oldest =
                offers.stream()
                        .flatMap(offer -> offer.lastSeen().stream())
                        .min(Instant::compareTo)
                        .map(this::age)
                        .orElse("–");
        return new Kpis(t.get("own-offers.title"))
                .figure(
                        t.get("own-offers.sites"),
                        t.number(siteCount),
                        t.get("own-offers.sites-foot"))
                .figure(
                        t.get("own-offers.on-sale"),
                        t.number(onSale),
                        t.get("own-offers.on-sale-foot", offers.size()))
                .figure(t.get("own-offers.sold"), t.number(soldGpus), t.get("own-offers.sold-foot"))
                .figure(t.get("own-offers.oldest"), oldest, t.get("own-offers.oldest-foot"));
    }

    private void showSites(Map<SiteId, List<OwnOffer>> bySite, SiteId chosen) {
        Table table =
                new Table(t.get("own-offers.sites"))
                        .column(t.get("own-offers.site"))
                        .column(t.get("own-offers.chips"))
                        .figures(t.get("own-offers.on-sale"))
                        .figures(t.get("own-offers.sold"))
                        .figures(t.get("own-offers.age"));
        bySite.forEach((site, here) -> {
            OwnOffer first = here.getFirst();
            RouterLink link =
                    new RouterLink(first.place() + ", " + first.subdivision(), OwnOffersView.class);
            link.setQueryParameters(QueryParameters.of("site", Ids.text(site)));
            if (site.equals(chosen)) {
                link.getElement().setAttribute("aria-current", "true");
                link.addClassName("gf-strong");
            }
            table.row(
                    Table.two(link, new Span(first.siteCode())),
                    Table.text(
                            here.stream()
                                    .filter(OwnOffer::onSale)
                                    .map(offer -> chip(offer.chip()))
                                    .distinct()
                                    .collect(Collectors.joining(", "))),
                    Table.text(t.number(here.stream().filter(OwnOffer::onSale).count())),
                    Table.text(
                            t.number(
                                    here.stream()
                                            .mapToLong(offer ->
                                                    (long) sold.of(offer) * offer.gpusPerInstance())
                                            .sum())),
                    Table.text(first.lastSeen().map(this::age).orElse("–")));
        });
        Card card = new Card(t.get("own-offers.sites"));
        card.add((Component) table);
        sites.removeAll();
        sites.add(card);
    }

    private void showOffers(List<OwnOffer> here) {
        OwnOffer any = here.getFirst();
        Table table =
                new Table(t.get("own-offers.offers"))
                        .column(t.get("own-offers.chip"))
                        .column(t.get("own-offers.option"))
                        .figures(t.get("own-offers.price"))
                        .column(t.get("own-offers.stock"))
                        .figures(t.get("own-offers.sold-instances"));
        for (OwnOffer offer : here) {
            table.row(
                    Table.two(
                            chip(offer.chip()),
                            offer.gpusPerInstance() + " × · " + offer.instanceType()),
                    Table.text(t.word(offer.purchaseOption())),
                    Table.text(offer.knownPrice().map(t::money).orElse("–")),
                    stock(offer),
                    Table.text(t.number(sold.of(offer))));
        }
        Card card =
                new Card(any.place() + ", " + any.subdivision())
                        .sub(t.get("own-offers.offers-sub", here.size()));
        card.add((Component) table);
        ofSite.removeAll();
        ofSite.add(card);
    }

    private Component stock(OwnOffer offer) {
        if (!offer.onSale()) {
            return new Badge(Tone.MUTE, Icon.PAUSE, t.get("stock.not-on-sale"));
        }
        int left = offer.claimable();
        if (left == 0) {
            return new Badge(Tone.WARN, Icon.WARN, t.get("stock.none"));
        }
        return new Badge(
                Tone.OK,
                Icon.OK,
                t.get(offer.counted() ? "stock.counted" : "stock.at-least", left));
    }

    private String chip(ChipId id) {
        return chips.find(id).map(Chip::model).orElse(id.value());
    }

    private String age(Instant at) {
        return t.age(Duration.between(at, now));
    }

    @Override
    public String titleKey() {
        return "own-offers.title";
    }
}
