package gridfare.web.placement;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import gridfare.domain.metering.ReadUsage;
import gridfare.domain.metering.UsageRecord;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.placement.ConfirmPlacement;
import gridfare.domain.placement.CostSoFar;
import gridfare.domain.placement.ExtendPlacement;
import gridfare.domain.placement.Leg;
import gridfare.domain.placement.LegState;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementChanged;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.placement.PlacementState;
import gridfare.domain.placement.PlacementStory;
import gridfare.domain.placement.ReadPlacements;
import gridfare.domain.placement.StopPlacement;
import gridfare.domain.provider.LegId;
import gridfare.domain.quote.QuoteSnapshot;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.quote.RateParts;
import gridfare.web.market.Markets;
import gridfare.web.market.Words;
import gridfare.web.part.Badge;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Icon;
import gridfare.web.part.KeyValues;
import gridfare.web.part.Kpis;
import gridfare.web.part.Message;
import gridfare.web.part.Table;
import gridfare.web.rest.Ids;
import gridfare.web.security.Portal;
import gridfare.web.shell.Broadcaster;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One placement: where it stands, what it costs, what happened. Changes arrive by themselves; the
/// cost runs on while it runs.
@Route("placements")
@RolesAllowed("buyer")
public final class PlacementView extends Div implements Screen, HasUrlParameter<String> {

    private static final long serialVersionUID = 1L;
    private static final int TICK_MS = 3_000;
    private static final int FEW = 2;

    private final transient Texts t = Texts.ofReader();
    private final transient ReadPlacements readPlacements;
    private final transient ReadUsage readUsage;
    private final transient StopPlacement stopPlacement;
    private final transient ConfirmPlacement confirmPlacement;
    private final transient ExtendPlacement extendPlacement;
    private final transient Portal portal;
    private final transient Broadcaster broadcaster;
    private final transient InstantSource clock;
    private final transient Markets markets;
    private final transient OfferBook book;
    private transient @Nullable PlacementStory story;
    private String title = "";
    private @Nullable Registration ticking;

    private final Div usage = new Div();
    private long recorded;
    private final Span cost = new Span();
    private final Span share = new Span();
    private final Span running = new Span();
    private final Span left = new Span();
    private final Span gpuHours = new Span();

    @Inject
    PlacementView(
            ReadPlacements readPlacements,
            ReadUsage readUsage,
            StopPlacement stopPlacement,
            ConfirmPlacement confirmPlacement,
            ExtendPlacement extendPlacement,
            Portal portal,
            Broadcaster broadcaster,
            Markets markets,
            OfferBook book,
            InstantSource clock) {
        this.readPlacements = readPlacements;
        this.readUsage = readUsage;
        this.stopPlacement = stopPlacement;
        this.confirmPlacement = confirmPlacement;
        this.extendPlacement = extendPlacement;
        this.portal = portal;
        this.broadcaster = broadcaster;
        this.markets = markets;
        this.book = book;
        this.clock = clock;
        addClassNames("gf-page", "gf-placement");
        cost.setId("placement-cost");
    }

    @Override
    public void setParameter(BeforeEvent event, String parameter) {
        show(
                Ids.parse(PlacementId.class, parameter)
                        .flatMap(id -> readPlacements.find(portal.party(), id))
                        .orElseThrow(NotFoundException::new));
    }

    private void show(PlacementStory found) {
        story = found;
        Instant now = clock.instant();
        Words words = Words.of(markets, book, t);
        title = Wording.title(found, words);
        removeAll();
        add(head(found));
        why(found);
        add(figures(found));
        Div main = new Div(StateCard.of(found, now, t));
        main.addClassName("gf-column");
        CostLine.of(found, now, t).ifPresent(main::add);
        usage.removeAll();
        usage.add(usage(found));
        main.add(legs(found, words), usage);
        Div side = new Div(price(found), terms(found), EventsCard.of(found, t));
        side.addClassName("gf-column");
        Div columns = new Div(main, side);
        columns.addClassName("gf-columns");
        add(columns);
        tick();
    }

    private Div head(PlacementStory found) {
        Placement placement = found.placement();
        Badge state = Wording.badge(placement.state(), t);
        state.setId("placement-state");
        state.getElement().setAttribute("data-state", placement.state().name());
        state.getElement().setAttribute("role", "status");
        Span id = new Span(placement.id().external());
        id.addClassNames("gf-mono", "gf-tertiary", "gf-id");
        Div head = new Div(new H1(title), state, Badge.mark(t.word(placement.tier())), id);
        head.addClassName("gf-page-head");
        boolean stoppable =
                !placement.state().isFinal()
                        && placement.state() != PlacementState.STOPPING
                        && portal.party().role().mayPlace();
        if (stoppable) {
            Button stop = Buttons.danger(t.get("placement.stop"), Icon.STOP, click -> askToStop());
            stop.setId("stop-placement");
            Div actions = new Div();
            if (placement.state() == PlacementState.AWAITING_BUYER) {
                Button confirm =
                        Buttons.primary(t.get("placement.confirm"), click -> askToConfirm());
                confirm.setId("confirm-placement");
                actions.add(confirm);
            }
            if (placement.state() == PlacementState.RUNNING) {
                Button extend = Buttons.plain(t.get("placement.extend"), click -> askToExtend());
                extend.setId("extend-placement");
                actions.add(extend);
            }
            actions.add(stop);
            actions.addClassName("gf-row");
            head.add(actions);
        }
        return head;
    }

    private void askToConfirm() {
        PlacementStory shown = story;
        if (shown != null) {
            new ConfirmDialog(
                            shown.placement().id(),
                            title,
                            confirmPlacement,
                            portal.party(),
                            this::refresh,
                            t)
                    .open();
        }
    }

    private void askToExtend() {
        PlacementStory shown = story;
        if (shown != null) {
            new ExtendDialog(
                            shown.placement().id(),
                            title,
                            extendPlacement,
                            portal.party(),
                            this::refresh,
                            t)
                    .open();
        }
    }

    private void askToStop() {
        PlacementStory shown = story;
        if (shown != null) {
            new StopDialog(shown, title, stopPlacement, portal.party(), this::refresh, t).open();
        }
    }

    /// Says why it is where it is, where that is not plain.
    private void why(PlacementStory found) {
        Placement placement = found.placement();
        String reason = placement.reason().map(t::word).orElse("");
        String detail = placement.reasonDetail().orElse("");
        switch (placement.state()) {
            case FAILED -> add(Message.error(t.get("placement.failed", reason), detail));
            case AWAITING_BUYER ->
                    add(
                            Message.warning(
                                    reason,
                                    placement
                                            .decideBy()
                                            .map(by -> t.get("placement.decide-by", t.time(by)))
                                            .orElse(detail)));
            case RECOVERING ->
                    add(
                            Message.warning(
                                    t.get("placement.recovering"),
                                    t.get("placement.recovering-text")));
            case QUEUED ->
                    add(
                            Message.info(
                                    reason.isEmpty() ? t.word(placement.state()) : reason,
                                    t.get("placement.queued-text", t.time(placement.startBy()))));
            case REQUESTED, RESERVING, STARTING, RUNNING, STOPPING, ENDED, CANCELLED -> {}
        }
    }

    private Kpis figures(PlacementStory found) {
        Placement placement = found.placement();
        Span agreed =
                new Span(
                        placement
                                .agreedEnd()
                                .map(t::time)
                                .orElseGet(() -> t.duration(placement.duration())));
        agreed.addClassName("gf-kpi-time");
        Leg first = found.legs().getFirst();
        Span rate =
                new Span(
                        Icon.OK.small(),
                        new Span(t.get("placement.frozen", t.time(placement.acceptedAt()))));
        rate.addClassNames("gf-ok", "gf-tone");
        return new Kpis(t.get("placement.figures"))
                .figure(t.get("placement.cost"), cost, share)
                .figure(
                        t.get("placement.rate"),
                        Kpis.withUnit(t.exactRate(first.rate().perHour()), ""),
                        rate)
                .figure(t.get("placement.running"), running, new Span(since(placement)))
                .figure(
                        t.get(
                                placement.agreedEnd().isPresent()
                                        ? "placement.agreed-end"
                                        : "placement.agreed-time"),
                        agreed,
                        left)
                .figure(
                        t.get("placement.gpu-hours"),
                        gpuHours,
                        new Span(t.get("placement.gpus", placement.gpus())));
    }

    private String since(Placement placement) {
        return placement
                .startedAt()
                .map(at -> t.get("placement.since", t.time(at)))
                .orElseGet(() -> t.get("placements.not-started"));
    }

    /// What moves with time.
    private void tick() {
        PlacementStory shown = story;
        if (shown == null) {
            return;
        }
        Placement placement = shown.placement();
        Instant now = clock.instant();
        LedgerAmount used = CostSoFar.of(shown, now);
        LedgerAmount quoted = Wording.quoted(shown).toLedger();
        cost.setText(t.money(used));
        share.setText(
                t.get(
                        "placement.of-quote",
                        t.percent(
                                quoted.isZero()
                                        ? 0
                                        : (double) used.minorUnits() / quoted.minorUnits(),
                                1),
                        t.money(quoted)));
        long gpuSeconds = CostSoFar.gpuSeconds(shown, now);
        gpuHours.setText(t.gpuHours(gpuSeconds));
        if (placement.state().isFinal() && recorded < gpuSeconds) {
            usage.removeAll(); // its last window is written a moment after its end
            usage.add(usage(shown));
        }
        Instant until = placement.endedAt().orElse(now);
        running.setText(
                placement
                        .startedAt()
                        .map(at -> t.duration(Duration.between(at, until)))
                        .orElse("–"));
        left.setText(left(placement, now));
    }

    private String left(Placement placement, Instant now) {
        if (placement.endedAt().isPresent()) {
            return t.get("placement.ended-at", t.time(placement.endedAt().get()));
        }
        return placement
                .agreedEnd()
                .map(end -> t.get("placement.in", t.duration(Duration.between(now, end))))
                .orElseGet(() -> t.get("placement.from-running"));
    }

    private Card legs(PlacementStory found, Words words) {
        Table table =
                new Table(t.get("placement.legs"))
                        .column(t.get("placement.leg"))
                        .column(t.get("placements.state"))
                        .column(t.get("placement.machines"))
                        .figures(t.get("placement.gpu"))
                        .figures(t.get("placement.gpu-hours"))
                        .figures(t.get("placement.running-since"));
        table.addClassName("gf-legs");
        Instant now = clock.instant();
        int number = 0;
        for (Leg leg : found.legs()) {
            number++;
            long used =
                    CostSoFar.gpuSeconds(
                            new PlacementStory(found.placement(), List.of(leg), List.of()), now);
            table.row(
                    Table.two(
                            words.place(leg.site()),
                            number
                                    + " · "
                                    + words.provider(leg.provider())
                                    + " · "
                                    + words.chip(leg.chip())),
                    Wording.badge(leg.state(), t),
                    machines(leg),
                    Table.text(t.number(leg.gpus())),
                    Table.text(t.gpuHours(used)),
                    when(leg));
        }
        long lost = found.legs().stream().filter(leg -> leg.state() == LegState.LOST).count();
        Card card = new Card(t.get("placement.legs"));
        card.sub(
                lost == 0
                        ? t.get("placement.legs-sub", t.number(found.legs().size()))
                        : t.get(
                                "placement.legs-lost",
                                t.number(found.legs().size()),
                                t.number(lost)));
        card.add(table);
        return card;
    }

    private Component machines(Leg leg) {
        Span type = new Span(leg.instances() + " × " + leg.instanceType());
        if (leg.machines().isEmpty()) {
            return Table.two(type, new Span(leg.reason().orElse("")));
        }
        Div ids = new Div();
        leg.machines().forEach(id -> ids.add(new Div(id)));
        ids.addClassName("gf-mono");
        NativeDetails list =
                new NativeDetails(t.get("placement.machine-count", leg.machines().size()), ids);
        list.addClassName("gf-machines");
        list.setOpen(leg.machines().size() <= FEW);
        return new Div(type, list);
    }

    private Component when(Leg leg) {
        if (leg.runningSince().isEmpty()) {
            return new Span("–");
        }
        String since =
                t.day(leg.runningSince().get()) + " " + t.exactClock(leg.runningSince().get());
        return leg.stoppedAt()
                .map(at ->
                        Table.two(since, t.get("placement.to", t.day(at) + " " + t.exactClock(at))))
                .orElseGet(() -> Table.text(since));
    }

    private Card usage(PlacementStory found) {
        List<UsageRecord> records = readUsage.of(portal.party(), found.placement().id());
        Card card = new Card(t.get("placement.usage"));
        long written = records.stream().mapToLong(UsageRecord::gpuSeconds).sum();
        recorded = written;
        long open = CostSoFar.gpuSeconds(found, clock.instant()) - written;
        card.sub(open > 0 ? t.get("placement.usage-open") : t.get("placement.usage-sub"));
        if (records.isEmpty()) {
            Span none = new Span(t.get("placement.usage-none"));
            none.addClassName("gf-secondary");
            return card.inside(none);
        }
        Map<LegId, Integer> numbers =
                IntStream.range(0, found.legs().size())
                        .boxed()
                        .collect(Collectors.toMap(i -> found.legs().get(i).id(), i -> i + 1));
        Table table =
                new Table(t.get("placement.usage"))
                        .column(t.get("usage.from"))
                        .column(t.get("usage.to"))
                        .figures(t.get("placement.leg"))
                        .figures(t.get("usage.gpu-seconds"))
                        .figures(t.get("placement.gpu-hours"))
                        .figures(t.get("placement.rate"));
        table.addClassName("gf-windows");
        for (UsageRecord record : records) {
            table.row(
                    exact(record.from()),
                    exact(record.to()),
                    Table.text(String.valueOf(numbers.getOrDefault(record.leg(), 0))),
                    Table.text(t.number(record.gpuSeconds())),
                    Table.text(t.gpuHours(record.gpuSeconds())),
                    Table.text(t.exactRate(record.rate().perHour())));
        }
        card.add(table);
        return card;
    }

    private Component exact(Instant at) {
        return Table.text(t.day(at) + " " + t.exactClock(at));
    }

    private Card price(PlacementStory found) {
        Leg first = found.legs().getFirst();
        RateParts parts = QuoteSnapshot.readRateParts(first.rateParts());
        KeyValues list = new KeyValues();
        list.line(t.get("rate.provider"), t.exactRate(parts.providerPrice()));
        list.line(t.get("rate.fee"), t.exactRate(parts.fee()));
        if (!parts.premium().isZero()) {
            list.line(t.get("rate.premium"), t.exactRate(parts.premium()));
        }
        if (!parts.surge().isZero()) {
            list.line(t.get("rate.surge"), t.exactRate(parts.surge()));
        }
        if (!parts.energy().isZero()) {
            list.line(t.get("rate.energy"), t.exactRate(parts.energy()));
        }
        if (!parts.rebate().isZero()) {
            list.line(t.get("rate.rebate"), t.exactRate(parts.rebate().negated()));
        }
        list.total(t.get("rate.total"), t.exactRate(first.rate().perHour()));
        Card card = new Card(t.get("option.rate-of"));
        card.add(list);
        return card;
    }

    private Card terms(PlacementStory found) {
        Placement placement = found.placement();
        KeyValues list = new KeyValues();
        Anchor quote =
                new Anchor(
                        "fare-search/quote/" + placement.quote().external(),
                        placement.quote().external().substring(0, 14) + "…");
        quote.setRouterIgnore(false);
        quote.addClassName("gf-mono");
        list.line(t.get("quote.title"), quote);
        list.line(t.get("placement.accepted-at"), t.time(placement.acceptedAt()));
        list.line(t.get("quote.purchase"), t.word(found.legs().getFirst().purchaseOption()));
        list.line(t.get("placement.estimate"), t.money(placement.estimate()));
        placement.project().ifPresent(project -> list.line(t.get("placement.project"), project));
        placement.tags().forEach(list::line);
        list.line(t.get("placement.refund"), t.get("placement.refund-text"));
        Card card = new Card(t.get("placement.terms"));
        card.add(list);
        return card;
    }

    private void refresh() {
        PlacementStory shown = story;
        if (shown != null) {
            readPlacements.find(portal.party(), shown.placement().id()).ifPresent(this::show);
        }
    }

    private void heard(PlacementChanged change) {
        PlacementStory shown = story;
        if (shown != null && shown.placement().id().equals(change.placement())) {
            refresh();
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        broadcaster.listen(
                this, portal.party().organisation(), PlacementChanged.class, this::heard);
        refresh(); // what changed between reading and listening
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
        return "nav.placements";
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public List<Crumb> above() {
        return List.of(new Crumb(t.get("nav.placements"), "placements"));
    }
}
