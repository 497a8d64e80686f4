package gridfare.web.placement;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.shared.Registration;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.placement.CostSoFar;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementChanged;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.placement.PlacementState;
import gridfare.domain.placement.PlacementStory;
import gridfare.domain.placement.ReadPlacements;
import gridfare.web.market.Markets;
import gridfare.web.market.Words;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.part.Table;
import gridfare.web.security.Portal;
import gridfare.web.shell.Broadcaster;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All placements of the organisation, newest first. Which states it shows stands in the address
/// (`?show=running`); changes arrive by themselves.
@Route("placements")
@Menu(title = "nav.placements", order = 2, icon = "list")
@RolesAllowed("buyer")
public final class PlacementsView extends Div implements Screen, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 40;
    private static final int TICK_MS = 5_000;
    private static final String SHOW = "show";

    private final transient Texts t = Texts.ofReader();
    private final transient ReadPlacements readPlacements;
    private final transient Portal portal;
    private final transient Broadcaster broadcaster;
    private final transient InstantSource clock;
    private final transient Words words;
    private final RadioButtonGroup<Filter> filter = new RadioButtonGroup<>();
    private final Card card;
    private final Div body = new Div();
    private final Button more;
    private transient Map<PlacementId, Row> rows = new LinkedHashMap<>();
    private @Nullable Table table;
    private @Nullable Registration ticking;

    /// Which states are shown.
    enum Filter {
        ALL,
        RUNNING,
        COMING,
        OVER,
        FAILED;

        boolean shows(PlacementState state) {
            return this == ALL || this == of(state);
        }

        /// None: all.
        Set<PlacementState> states() {
            return this == ALL
                    ? Set.of()
                    : Arrays.stream(PlacementState.values())
                            .filter(this::shows)
                            .collect(Collectors.toSet());
        }

        private static Filter of(PlacementState state) {
            return switch (state) {
                case RUNNING, RECOVERING -> RUNNING;
                case REQUESTED, QUEUED, RESERVING, STARTING, AWAITING_BUYER -> COMING;
                case STOPPING, ENDED, CANCELLED -> OVER;
                case FAILED -> FAILED;
            };
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Filter of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst()
                    .orElse(ALL);
        }
    }

    private record Row(PlacementStory story, NativeTableRow cells, Span cost) {}

    @Inject
    PlacementsView(
            ReadPlacements readPlacements,
            Portal portal,
            Broadcaster broadcaster,
            Markets markets,
            OfferBook book,
            InstantSource clock) {
        this.readPlacements = readPlacements;
        this.portal = portal;
        this.broadcaster = broadcaster;
        this.clock = clock;
        this.words = Words.of(markets, book, t);
        addClassName("gf-page");
        card = Card.plain(t.get("nav.placements"));
        card.add(body);
        more = Buttons.plain(t.get("more"), click -> showMore());
        more.setId("load-more");
        Div foot = new Div(more);
        foot.addClassName("gf-more");
        filter.setItems(Filter.values());
        filter.setItemLabelGenerator(one -> t.get("placements.show." + one.name()));
        filter.setAriaLabel(t.get("placements.show"));
        filter.addClassName("gf-segments");
        filter.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                UI.getCurrent()
                        .navigate(
                                PlacementsView.class,
                                change.getValue() == Filter.ALL
                                        ? QueryParameters.empty()
                                        : QueryParameters.of(SHOW, change.getValue().code()));
            }
        });
        add(head(), filter, card, foot);
    }

    private Div head() {
        H1 title = new H1(t.get("nav.placements"));
        Span zone = new Span(t.zoneName(clock.instant()));
        zone.addClassName("gf-zone");
        title.add(zone);
        Div actions = new Div(request());
        actions.addClassName("gf-row");
        Div head = new Div(title, actions);
        head.addClassName("gf-page-head");
        return head;
    }

    private Button request() {
        Button request =
                Buttons.primary(
                        t.get("home.new-request"),
                        Icon.PLUS,
                        click -> UI.getCurrent().navigate("fare-search"));
        request.addClassName("gf-new-request");
        return request;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        filter.setValue(
                event.getLocation()
                        .getQueryParameters()
                        .getSingleParameter(SHOW)
                        .map(Filter::of)
                        .orElse(Filter.ALL));
        show();
    }

    private void show() {
        rows = new LinkedHashMap<>();
        table = null;
        body.removeAll();
        List<PlacementStory> first = page(null);
        if (first.isEmpty()) {
            body.add(
                    filter.getValue() == Filter.ALL
                            ? new Empty(t.get("placements.none"), t.get("placements.none-text"))
                            : new Empty(
                                    t.get("placements.none-such"),
                                    t.get("placements.none-such-text")));
        }
        append(first);
    }

    private void showMore() {
        rows.keySet().stream()
                .reduce((before, after) -> after)
                .map(this::page)
                .ifPresent(this::append);
    }

    private List<PlacementStory> page(@Nullable PlacementId before) {
        return readPlacements.list(portal.party(), filter.getValue().states(), PAGE + 1, before);
    }

    private void append(List<PlacementStory> found) {
        more.setVisible(found.size() > PAGE);
        found.stream().limit(PAGE).forEach(story -> put(story, table().row(cells(story))));
    }

    private Table table() {
        Table shown = table;
        if (shown == null) {
            shown =
                    new Table(t.get("nav.placements"))
                            .column(t.get("placements.name"))
                            .column(t.get("placements.state"))
                            .column(t.get("request.tier"))
                            .column(t.get("placements.what"))
                            .column(t.get("placements.where"))
                            .column(t.get("placements.started"))
                            .column(t.get("placements.agreed-end"))
                            .figures(t.get("placements.cost"));
            shown.addClassName("gf-placements");
            table = shown;
            body.removeAll();
            body.add(shown);
        }
        return shown;
    }

    private Component[] cells(PlacementStory story) {
        Placement placement = story.placement();
        RouterLink link =
                new RouterLink(
                        Wording.title(story, words),
                        PlacementView.class,
                        placement.id().external());
        link.addClassName("gf-strong");
        Span id = new Span(Wording.shortId(placement) + "…");
        id.addClassName("gf-mono");
        Component started =
                placement
                        .startedAt()
                        .<Component>map(at -> Table.text(t.time(at)))
                        .orElseGet(() -> muted(t.get("placements.not-started")));
        Component end =
                placement
                        .endedAt()
                        .map(at ->
                                Table.two(
                                        new Span(t.time(at)), new Span(t.get("placements.ended"))))
                        .or(() -> placement.agreedEnd().map(at -> Table.text(t.time(at))))
                        .orElseGet(() -> muted("–"));
        return new Component[] {
            Table.two(link, id),
            Wording.badge(placement.state(), t),
            muted(t.word(placement.tier())),
            Table.two(
                    new Span(Wording.what(story, words)), new Span(placement.project().orElse(""))),
            Table.two(Wording.where(story, words), Wording.by(story, words)),
            started,
            end,
            new Span(cost(story, clock.instant()))
        };
    }

    private static Span muted(String text) {
        Span muted = new Span(text);
        muted.addClassName("gf-secondary");
        return muted;
    }

    private String cost(PlacementStory story, Instant now) {
        return t.money(CostSoFar.of(story, now));
    }

    private void put(PlacementStory story, NativeTableRow cells) {
        cells.getElement().setAttribute("data-state", story.placement().state().name());
        Span cost =
                (Span)
                        cells.getComponentAt(cells.getComponentCount() - 1)
                                .getChildren()
                                .findFirst()
                                .orElseThrow();
        cost.addClassName("gf-strong");
        rows.put(story.placement().id(), new Row(story, cells, cost));
    }

    private void changed(PlacementChanged change) {
        Row row = rows.get(change.placement());
        if (!filter.getValue().shows(change.state())) {
            if (row != null) {
                row.cells().removeFromParent();
                rows.remove(change.placement());
                if (rows.isEmpty()) {
                    show();
                }
            }
            return;
        }
        if (row == null) {
            show(); // a new one is the first; one that came into this filter stands anywhere
            return;
        }
        readPlacements
                .find(portal.party(), change.placement())
                .ifPresent(story -> put(story, table().fill(row.cells(), cells(story))));
    }

    private void tick() {
        Instant now = clock.instant();
        rows.values().stream()
                .filter(row -> row.story().placement().state().isRunning())
                .forEach(row -> row.cost().setText(cost(row.story(), now)));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        broadcaster.listen(
                this, portal.party().organisation(), PlacementChanged.class, this::changed);
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
}
