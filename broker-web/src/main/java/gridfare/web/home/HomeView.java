package gridfare.web.home;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceChanged;
import gridfare.domain.invoice.InvoiceState;
import gridfare.domain.invoice.ReadInvoices;
import gridfare.domain.invoice.UsePeriod;
import gridfare.domain.notice.Inbox;
import gridfare.domain.notice.Notice;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.party.Party;
import gridfare.domain.party.ReadOrganisations;
import gridfare.domain.placement.CostSoFar;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementChanged;
import gridfare.domain.placement.PlacementState;
import gridfare.domain.placement.PlacementStory;
import gridfare.domain.placement.ReadPlacements;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.ReadQuotes;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.web.invoice.NextInvoice;
import gridfare.web.market.Markets;
import gridfare.web.market.Words;
import gridfare.web.notice.NoticeItem;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.part.KeyValues;
import gridfare.web.part.Kpis;
import gridfare.web.part.Meter;
import gridfare.web.part.Table;
import gridfare.web.placement.Wording;
import gridfare.web.security.Portal;
import gridfare.web.shell.Broadcaster;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import gridfare.web.usage.UseSoFar;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The first screen: what runs, what it costs, what is owed, what happened lately. Keeps itself up
/// to date.
@Route("")
@Menu(title = "nav.home", order = 0, icon = "home")
@RolesAllowed("buyer")
public final class HomeView extends Div implements Screen {

    private static final long serialVersionUID = 1L;
    private static final int TICK_MS = 5_000;
    private static final int MOST_RUNNING = 500;
    private static final int SHOWN = 8;
    private static final int RECENT = 6;
    private static final Set<PlacementState> LIVE =
            EnumSet.complementOf(
                    EnumSet.of(
                            PlacementState.ENDED, PlacementState.FAILED, PlacementState.CANCELLED));

    private final transient Texts t = Texts.ofReader();
    private final transient ReadPlacements readPlacements;
    private final transient ReadInvoices readInvoices;
    private final transient ReadQuotes readQuotes;
    private final transient Inbox inbox;
    private final transient UseSoFar useSoFar;
    private final transient NextInvoice nextInvoice;
    private final transient Portal portal;
    private final transient Broadcaster broadcaster;
    private final transient InstantSource clock;
    private final transient Markets markets;
    private final transient OfferBook book;
    private final transient Currency currency;
    private final Div figures = new Div();
    private final Div main = new Div();
    private final Div side = new Div();
    private transient List<Ticking> costs = List.of();
    private @Nullable Registration ticking;

    private record Ticking(PlacementStory story, Span cost) {}

    @Inject
    HomeView(
            ReadPlacements readPlacements,
            ReadInvoices readInvoices,
            ReadQuotes readQuotes,
            ReadOrganisations organisations,
            Inbox inbox,
            UseSoFar useSoFar,
            NextInvoice nextInvoice,
            Portal portal,
            Broadcaster broadcaster,
            Markets markets,
            OfferBook book,
            InstantSource clock) {
        this.readPlacements = readPlacements;
        this.readInvoices = readInvoices;
        this.readQuotes = readQuotes;
        this.inbox = inbox;
        this.useSoFar = useSoFar;
        this.nextInvoice = nextInvoice;
        this.portal = portal;
        this.broadcaster = broadcaster;
        this.markets = markets;
        this.book = book;
        this.clock = clock;
        this.currency = organisations.own(portal.party()).billingCurrency();
        addClassNames("gf-page", "gf-home");
        main.addClassName("gf-column");
        side.addClassName("gf-column");
        Div columns = new Div(main, side);
        columns.addClassName("gf-columns");
        add(head(), figures, columns);
        show();
    }

    private Div head() {
        Instant now = clock.instant();
        H1 title = new H1(t.longDay(now));
        Span zone = new Span(t.clock(now) + " " + t.zoneName(now));
        zone.addClassName("gf-zone");
        title.add(zone);
        Div actions = new Div(request());
        actions.addClassName("gf-row");
        Div head = new Div(title, actions);
        head.addClassName("gf-page-head");
        return head;
    }

    private Button request() {
        return Buttons.primary(
                t.get("home.new-request"),
                Icon.PLUS,
                click -> UI.getCurrent().navigate("fare-search"));
    }

    private void show() {
        Party party = portal.party();
        List<PlacementStory> live = readPlacements.list(party, LIVE, MOST_RUNNING, null);
        Words words = Words.of(markets, book, t);
        Instant now = clock.instant();
        figures.removeAll();
        figures.add(figures(party, live));
        main.removeAll();
        main.add(running(live, words));
        List<UseSoFar.Use> uses =
                useSoFar.between(party, UsePeriod.monthStart(now), now.plusSeconds(1));
        if (!uses.isEmpty()) {
            main.add(SpendCard.of(uses, now, currency, t));
        }
        main.add(quotes(party));
        side.removeAll();
        side.add(next(party), events(party));
    }

    private Kpis figures(Party party, List<PlacementStory> live) {
        Instant now = clock.instant();
        Instant month = UsePeriod.monthStart(now);
        LedgerAmount spent =
                UseSoFar.cost(useSoFar.between(party, month, now.plusSeconds(1)), currency);
        Money perHour =
                live.stream()
                        .map(Wording::perHour)
                        .filter(rate -> rate.currency().equals(currency))
                        .reduce(Money.zero(currency), Money::plus);
        int gpus =
                live.stream()
                        .filter(story -> story.placement().state() == PlacementState.RUNNING)
                        .mapToInt(story -> story.placement().gpus())
                        .sum();
        long queued =
                live.stream()
                        .filter(story -> !story.placement().state().isRunning())
                        .filter(story -> story.placement().state() != PlacementState.STOPPING)
                        .count();
        List<Invoice> open =
                readInvoices.latest(party, MOST_RUNNING, null).stream()
                        .filter(invoice -> invoice.state() == InvoiceState.OPEN)
                        .filter(invoice -> invoice.currency().equals(currency))
                        .toList();
        LedgerAmount due =
                open.stream()
                        .map(Invoice::due)
                        .reduce(LedgerAmount.zero(currency), LedgerAmount::plus);
        return new Kpis(t.get("home.figures"))
                .figure(
                        t.get("home.spent", monthName(now)),
                        t.money(spent),
                        t.get("usage.before-tax"))
                .figure(
                        t.get("home.burning"),
                        Kpis.withUnit(t.money(perHour), t.get("home.an-hour")),
                        new Span(t.get("usage.before-tax")))
                .figure(t.get("home.gpus"), t.number(gpus), t.get("home.waiting", queued))
                .figure(
                        t.get("billing.to-pay"),
                        t.money(due),
                        t.get("billing.open-invoices", open.size()));
    }

    private String monthName(Instant now) {
        return now.atOffset(ZoneOffset.UTC)
                .getMonth()
                .getDisplayName(TextStyle.FULL_STANDALONE, t.locale());
    }

    private Card running(List<PlacementStory> live, Words words) {
        Anchor all = link("placements", t.get("home.all-placements"));
        Card card = new Card(t.get("home.running"));
        card.sub(t.get("home.running-sub", live.size()));
        card.tools(all);
        costs = List.of();
        if (live.isEmpty()) {
            card.add(new Empty(t.get("home.nothing"), t.get("home.nothing-text")));
            return card;
        }
        Table table =
                new Table(t.get("home.running"))
                        .column(t.get("placements.name"))
                        .column(t.get("placements.state"))
                        .column(t.get("home.where-what"))
                        .column(t.get("home.progress"))
                        .figures(t.get("placements.cost"))
                        .figures(t.get("home.hour"));
        table.addClassName("gf-home-running");
        List<Ticking> shown = new ArrayList<>();
        Instant now = clock.instant();
        for (PlacementStory story : live.stream().limit(SHOWN).toList()) {
            Placement placement = story.placement();
            Span cost = new Span(t.money(CostSoFar.of(story, now)));
            cost.addClassName("gf-strong");
            table.row(
                    Table.two(
                            link(
                                    "placements/" + placement.id().external(),
                                    Wording.title(story, words)),
                            new Span(t.word(placement.tier()))),
                    Wording.badge(placement.state(), t),
                    Table.two(Wording.where(story, words), Wording.what(story, words)),
                    progress(placement, now),
                    cost,
                    new Span(t.money(Wording.perHour(story))));
            shown.add(new Ticking(story, cost));
        }
        costs = shown;
        card.add(table);
        return card;
    }

    private Component progress(Placement placement, Instant now) {
        if (placement.startedAt().isEmpty() || placement.agreedEnd().isEmpty()) {
            return new Span(t.get("home.starts-by", t.time(placement.startBy())));
        }
        Duration whole = placement.duration();
        Duration done = Duration.between(placement.startedAt().get(), now);
        double share = (double) done.toSeconds() / Math.max(1, whole.toSeconds());
        String percent = t.percent(Math.clamp(share, 0, 1), 0);
        Div bar = new Div(new Meter(share, percent), new Span(percent));
        bar.addClassName("gf-progress");
        return Table.two(bar, new Span(t.get("home.until", t.time(placement.agreedEnd().get()))));
    }

    private Card quotes(Party party) {
        List<Quote> latest = readQuotes.latest(party, RECENT, null);
        Card card = new Card(t.get("home.quotes"));
        if (latest.isEmpty()) {
            card.add(new Empty(t.get("home.no-quotes"), t.get("home.no-quotes-text")));
            return card;
        }
        Instant now = clock.instant();
        Table table =
                new Table(t.get("home.quotes"))
                        .column(t.get("home.request"))
                        .column(t.get("placements.state"))
                        .figures(t.get("home.from"))
                        .figures(t.get("home.asked"));
        table.addClassName("gf-home-quotes");
        for (Quote quote : latest) {
            Span best =
                    new Span(
                            quote.options().stream()
                                    .findFirst()
                                    .map(first -> t.money(first.option().total()))
                                    .orElse("–"));
            table.row(
                    Table.two(
                            link(
                                    "fare-search/quote/" + quote.id().external(),
                                    gridfare.web.quote.Wording.title(quote.request(), t)),
                            new Span(t.word(quote.request().tier()))),
                    new Span(t.word(quote.stateAt(now))),
                    best,
                    new Span(t.time(quote.askedAt())));
        }
        card.add(table);
        return card;
    }

    private Card next(Party party) {
        NextInvoice.Pending pending = nextInvoice.of(party);
        List<UseSoFar.Use> open = pending.uses().stream().filter(UseSoFar.Use::open).toList();
        List<UseSoFar.Use> written = pending.uses().stream().filter(use -> !use.open()).toList();
        LedgerAmount all = UseSoFar.cost(pending.uses(), currency);
        LedgerAmount finished = UseSoFar.cost(written, currency);
        KeyValues lines = new KeyValues();
        lines.line(t.get("home.use-written"), t.money(finished));
        lines.line(
                t.get("home.use-open", t.gpuHours(UseSoFar.gpuSeconds(open))),
                t.money(all.minus(finished)));
        lines.total(t.get("home.would-be"), t.money(all));
        Instant end =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .plusMonths(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
        Card card = new Card(t.get("home.next-invoice"));
        card.tools(light(t.get("home.period-ends", t.utcDay(end))));
        card.add(lines);
        return card.inside(link("billing", t.get("home.to-billing")));
    }

    private static Span light(String text) {
        Span light = new Span(text);
        light.addClassName("gf-sub");
        return light;
    }

    private Card events(Party party) {
        List<Notice> notices = inbox.read(party, SHOWN, null);
        Card card = new Card(t.get("home.events"));
        if (notices.isEmpty()) {
            card.add(new Empty(t.get("home.no-events"), t.get("home.no-events-text")));
            return card;
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("gf-events");
        notices.forEach(notice -> list.add(NoticeItem.of(notice, t)));
        card.add(list);
        return card;
    }

    private static Anchor link(String path, String text) {
        Anchor link = new Anchor(path, text);
        link.setRouterIgnore(false);
        link.addClassName("gf-strong");
        return link;
    }

    private void tick() {
        Instant now = clock.instant();
        costs.forEach(one -> one.cost().setText(t.money(CostSoFar.of(one.story(), now))));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var organisation = portal.party().organisation();
        broadcaster.listen(this, organisation, PlacementChanged.class, change -> show());
        broadcaster.listen(this, organisation, InvoiceChanged.class, change -> show());
        event.getUI().setPollInterval(TICK_MS);
        ticking = event.getUI().addPollListener(poll -> tick());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(-1);
        if (ticking != null) {
            ticking.remove();
        }
    }

    @Override
    public String titleKey() {
        return "home.title";
    }
}
