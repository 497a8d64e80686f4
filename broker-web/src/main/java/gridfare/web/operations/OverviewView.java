package gridfare.web.operations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import gridfare.billing.invoice.ClosePeriod;
import gridfare.billing.ledger.CheckLedger;
import gridfare.billing.ledger.LedgerReport;
import gridfare.domain.audit.ReadAudit;
import gridfare.domain.clock.ClockSettings;
import gridfare.domain.clock.MoveClock;
import gridfare.domain.clock.Wall;
import gridfare.domain.notice.Outbox;
import gridfare.domain.party.Operator;
import gridfare.domain.party.Organisation;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.ReadOrganisations;
import gridfare.domain.placement.PlacementState;
import gridfare.domain.placement.ReadPlacements;
import gridfare.domain.placement.StuckPlacement;
import gridfare.domain.provider.Incidents;
import gridfare.domain.provider.ProviderStanding;
import gridfare.domain.provider.ProviderStanding.Answering;
import gridfare.domain.provider.ReadProviderHealth;
import gridfare.web.part.Badge;
import gridfare.web.part.Icon;
import gridfare.web.part.Kpis;
import gridfare.web.part.Tone;
import gridfare.web.security.Portal;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is the matter, on one page: providers, work of all organisations, time, the books.
@Route("operator")
@Menu(title = "nav.overview", order = 900, icon = "pulse")
@RolesAllowed("operator")
public final class OverviewView extends Div implements Screen {

    private static final long serialVersionUID = 1L;
    private static final int EVERY_MS = 5_000;
    private static final int LATEST = 20;
    private static final int MOST_STUCK = 50;
    private static final int MOST_QUARANTINED = 200;

    private final transient Texts t = Texts.ofReader();
    private final transient Portal portal;
    private final transient ReadProviderHealth readHealth;
    private final transient Incidents incidents;
    private final transient Outbox outbox;
    private final transient ReadPlacements readPlacements;
    private final transient ReadOrganisations readOrganisations;
    private final transient ReadAudit readAudit;
    private final transient CheckLedger checkLedger;
    private final transient InstantSource clock;
    private final transient InstantSource wall;
    private final Div alarms = new Div();
    private final Div figures = new Div();
    private final ProvidersCard providers;
    private final IncidentsCard incidentsCard;
    private final ParkedCard parkedCard;
    private final StuckCard stuck;
    private final PlacementsCard placements;
    private final AuditCard audit;
    private final ClockCard time;
    private final BooksCard books;
    private transient @Nullable LedgerReport report;
    private transient @Nullable Registration polling;

    @Inject
    OverviewView(
            Portal portal,
            ReadProviderHealth readHealth,
            Incidents incidents,
            Outbox outbox,
            ReadPlacements readPlacements,
            ReadOrganisations readOrganisations,
            ReadAudit readAudit,
            CheckLedger checkLedger,
            ClosePeriod closePeriod,
            MoveClock moveClock,
            ClockSettings clockSettings,
            Background background,
            InstantSource clock,
            @Wall InstantSource wall) {
        this.portal = portal;
        this.readHealth = readHealth;
        this.incidents = incidents;
        this.outbox = outbox;
        this.readPlacements = readPlacements;
        this.readOrganisations = readOrganisations;
        this.readAudit = readAudit;
        this.checkLedger = checkLedger;
        this.clock = clock;
        this.wall = wall;
        Operator operator = portal.operator();
        addClassName("gf-page");
        alarms.addClassName("gf-row");
        alarms.getElement().setAttribute("aria-live", "polite");
        Instant now = clock.instant();
        H1 title = new H1(t.get("overview.title"));
        Span zone = new Span(t.get("overview.zone", t.zoneName(now)));
        zone.addClassName("gf-zone");
        title.add(zone);
        Div head = new Div(title, alarms);
        head.addClassName("gf-page-head");
        providers = new ProvidersCard(t);
        incidentsCard = new IncidentsCard(t);
        parkedCard = new ParkedCard(t);
        stuck = new StuckCard(t);
        placements = new PlacementsCard(t);
        audit = new AuditCard(t);
        time =
                new ClockCard(
                        moveClock,
                        operator,
                        clockSettings.movable(),
                        wall,
                        background,
                        this::refreshAll,
                        t);
        books = new BooksCard(t, this::refreshAll, () -> closing(closePeriod, operator));
        Div left = new Div(providers, incidentsCard, stuck, placements, parkedCard, audit);
        left.addClassName("gf-column");
        Div right = new Div(time, books, books.balances());
        right.addClassName("gf-column");
        Div columns = new Div(left, right);
        columns.addClassNames("gf-columns", "gf-overview");
        add(head, figures, columns);
        refreshAll();
    }

    private void closing(ClosePeriod closePeriod, Operator operator) {
        new ClosePeriodDialog(
                        closePeriod,
                        operator,
                        readOrganisations.buyers(operator),
                        this::refreshAll,
                        t)
                .open();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        ui.setPollInterval(EVERY_MS);
        polling = ui.addPollListener(poll -> refresh());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(-1);
        if (polling != null) {
            polling.remove();
        }
    }

    private void refreshAll() {
        LedgerReport checked = checkLedger.check(portal.operator());
        report = checked;
        books.show(checked, wall.instant());
        refresh();
    }

    private void refresh() {
        Operator operator = portal.operator();
        Instant now = clock.instant();
        Map<OrganisationId, String> names =
                readOrganisations.all(operator).stream()
                        .collect(Collectors.toMap(Organisation::id, Organisation::name));
        List<ProviderStanding> standings = readHealth.all(operator);
        Map<PlacementState, Long> counts = readPlacements.counts(operator);
        List<StuckPlacement> still = readPlacements.stuck(operator, MOST_STUCK);
        providers.show(
                standings, readHealth.quarantined(operator, MOST_QUARANTINED), wall.instant());
        parkedCard.show(outbox.parked(operator, LATEST));
        incidentsCard.show(incidents.latest(operator, LATEST), standings);
        stuck.show(still, names, now);
        placements.show(readPlacements.all(operator, LATEST, null), counts, names, now);
        audit.show(readAudit.latest(operator, LATEST, null), names);
        time.refresh();
        showFigures(standings, counts);
        showAlarms(standings, still);
    }

    private void showFigures(List<ProviderStanding> standings, Map<PlacementState, Long> counts) {
        long running = sum(counts, PlacementState.RUNNING, PlacementState.RECOVERING);
        long waiting = sum(counts, PlacementState.QUEUED, PlacementState.AWAITING_BUYER);
        long moving =
                sum(
                        counts,
                        PlacementState.REQUESTED,
                        PlacementState.RESERVING,
                        PlacementState.STARTING,
                        PlacementState.STOPPING);
        long answering =
                standings.stream().filter(one -> one.answering() == Answering.ANSWERS).count();
        figures.removeAll();
        figures.add(
                new Kpis(t.get("overview.title"))
                        .figure(
                                t.get("overview.running"),
                                t.number(running),
                                t.get("overview.running-foot", moving))
                        .figure(
                                t.get("overview.waiting"),
                                t.number(waiting),
                                t.get("overview.waiting-foot"))
                        .figure(
                                t.get("overview.answering"),
                                t.get("overview.of", answering, standings.size()),
                                t.get("overview.answering-foot"))
                        .figure(
                                t.get("overview.offers"),
                                t.number(
                                        standings.stream()
                                                .mapToLong(ProviderStanding::offers)
                                                .sum()),
                                t.get(
                                        "overview.offers-foot",
                                        standings.stream()
                                                .mapToLong(ProviderStanding::sites)
                                                .sum()))
                        .figure(
                                t.get("overview.quarantined"),
                                t.number(
                                        standings.stream()
                                                .mapToLong(ProviderStanding::quarantined)
                                                .sum()),
                                t.get("overview.quarantined-foot")));
    }

    private static long sum(Map<PlacementState, Long> counts, PlacementState... states) {
        return Arrays.stream(states).mapToLong(state -> counts.getOrDefault(state, 0L)).sum();
    }

    private void showAlarms(List<ProviderStanding> standings, List<StuckPlacement> still) {
        alarms.removeAll();
        long red =
                report == null
                        ? 0
                        : report.invariants().stream().filter(one -> !one.holds()).count();
        long failing = standings.stream().filter(one -> one.failures() > 0).count();
        if (red > 0) {
            alarms.add(new Badge(Tone.BAD, Icon.BAD, t.get("overview.red", red)));
        }
        if (failing > 0) {
            alarms.add(new Badge(Tone.WARN, Icon.WARN, t.get("overview.failing", failing)));
        }
        if (!still.isEmpty()) {
            alarms.add(new Badge(Tone.WARN, Icon.CLOCK, t.get("overview.stuck", still.size())));
        }
        if (red == 0 && failing == 0 && still.isEmpty()) {
            alarms.add(new Badge(Tone.OK, Icon.OK, t.get("overview.well")));
        }
    }

    @Override
    public String titleKey() {
        return "overview.title";
    }
}
