package gridfare.web.provider;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a provider's accounts offer: its sites, and the offers of one of them (`?site=site_…`).
@Route("provider/offers")
@Menu(title = "nav.own-offers", order = 10, icon = "server")
@RolesAllowed("provider")
public final class OwnOffersView extends Div implements Screen, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final int MOST_SITES = 40;

    private final transient Texts t = Texts.ofReader();
    private final transient List<OwnOffer> offers;
    private final transient Sold sold;
    private final transient ChipCatalogue chips;
    private final transient Instant now;
    private final TextField search = new TextField();
    private final Div sites = new Div();
    private final Div ofSite = new Div();
    private final transient Map<SiteId, List<OwnOffer>> bySite = new LinkedHashMap<>();
    private transient @Nullable SiteId chosen;

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
        bySite.putAll(
                offers.stream()
                        .collect(
                                Collectors.groupingBy(
                                        OwnOffer::site, LinkedHashMap::new, Collectors.toList())));
        search.setPlaceholder(t.get("own-offers.search"));
        search.setAriaLabel(t.get("own-offers.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> showSites());
        Card list = new Card(t.get("own-offers.sites")).tools(search);
        list.add((Component) sites);
        Div left = new Div((Component) list);
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
        SiteId wanted =
                event.getLocation()
                        .getQueryParameters()
                        .getSingleParameter("site")
                        .flatMap(text -> Ids.parse(SiteId.class, text))
                        .filter(bySite::containsKey)
                        .orElseGet(() -> inOrder().getFirst());
        chosen = wanted;
        showSites();
        showOffers(bySite.getOrDefault(wanted, List.of()));
    }

    /// Sites where something is let come first, then by place.
    private List<SiteId> inOrder() {
        return bySite.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -soldGpus(entry.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private long soldGpus(List<OwnOffer> some) {
        return some.stream()
                .mapToLong(offer -> (long) sold.of(offer) * offer.gpusPerInstance())
                .sum();
    }

    private boolean matches(SiteId site) {
        String wanted = search.getValue().strip().toLowerCase(Locale.ROOT);
        return bySite.getOrDefault(site, List.of()).stream()
                .anyMatch(offer ->
                        (offer.place()
                                        + " "
                                        + offer.subdivision()
                                        + " "
                                        + t.place(offer.place(), offer.subdivision())
                                        + " "
                                        + offer.siteCode()
                                        + " "
                                        + chip(offer.chip()))
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted));
    }

    private Kpis figures() {
        long onSale = offers.stream().filter(OwnOffer::onSale).count();
        long siteCount = offers.stream().map(OwnOffer::site).distinct().count();
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
                .figure(
                        t.get("own-offers.sold"),
                        t.number(soldGpus(offers)),
                        t.get("own-offers.sold-foot"))
                .figure(t.get("own-offers.oldest"), oldest, t.get("own-offers.oldest-foot"));
    }

    private void showSites() {
        List<SiteId> found = inOrder().stream().filter(this::matches).toList();
        Table table =
                new Table(t.get("own-offers.sites"))
                        .column(t.get("own-offers.site"))
                        .column(t.get("own-offers.chips"))
                        .figures(t.get("own-offers.on-sale"))
                        .figures(t.get("own-offers.sold"))
                        .figures(t.get("own-offers.age"));
        for (SiteId site : found.subList(0, Math.min(MOST_SITES, found.size()))) {
            List<OwnOffer> here = bySite.getOrDefault(site, List.of());
            OwnOffer first = here.getFirst();
            RouterLink link =
                    new RouterLink(
                            t.place(first.place(), first.subdivision()), OwnOffersView.class);
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
                    Table.text(t.number(soldGpus(here))),
                    nowrap(first.lastSeen().map(this::age).orElse("–")));
        }
        Paragraph more =
                new Paragraph(
                        found.size() > MOST_SITES
                                ? t.get("own-offers.more", MOST_SITES, found.size())
                                : t.get("own-offers.found", found.size()));
        more.addClassNames("gf-small", "gf-tertiary", "gf-table-foot");
        sites.removeAll();
        sites.add(table, more);
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
                new Card(t.place(any.place(), any.subdivision()))
                        .sub(t.get("own-offers.offers-sub", here.size()));
        card.add((Component) table);
        ofSite.removeAll();
        ofSite.add(card);
    }

    private static Component nowrap(String text) {
        Span span = new Span(text);
        span.addClassName("gf-nowrap");
        return span;
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
