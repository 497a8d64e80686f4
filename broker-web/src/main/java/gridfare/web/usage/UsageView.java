package gridfare.web.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.party.ReadOrganisations;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.resource.ChipId;
import gridfare.web.market.Markets;
import gridfare.web.market.Words;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Chart;
import gridfare.web.part.ChartCard;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.part.Kpis;
import gridfare.web.part.Meter;
import gridfare.web.part.Table;
import gridfare.web.security.Portal;
import gridfare.web.shell.Screen;
import gridfare.web.text.Texts;
import gridfare.web.usage.UseSoFar.Use;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was used in a calendar month of UTC, down to the second: this month or, `?month=last`, the
/// one before.
@Route("usage")
@Menu(title = "nav.usage", order = 101, icon = "chart")
@RolesAllowed("buyer")
public final class UsageView extends Div implements Screen, BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final int HEIGHT = 220;
    private static final int PAGE = 100;

    private final transient Texts t = Texts.ofReader();
    private final transient UseSoFar useSoFar;
    private final transient Portal portal;
    private final transient InstantSource clock;
    private final transient Words words;
    private final transient Currency currency;
    private final RadioButtonGroup<Which> month = new RadioButtonGroup<>();
    private final Div body = new Div();
    private final Anchor download = new Anchor();

    /// Which month is shown.
    enum Which {
        THIS,
        LAST
    }

    @Inject
    UsageView(
            UseSoFar useSoFar,
            ReadOrganisations organisations,
            Portal portal,
            Markets markets,
            OfferBook book,
            InstantSource clock) {
        this.useSoFar = useSoFar;
        this.portal = portal;
        this.clock = clock;
        this.words = Words.of(markets, book, t);
        this.currency = organisations.own(portal.party()).billingCurrency();
        addClassName("gf-page");
        body.addClassName("gf-column");
        month.setItems(Which.values());
        month.setItemLabelGenerator(one -> t.get("usage.month." + one.name()));
        month.setAriaLabel(t.get("usage.month"));
        month.addClassName("gf-segments");
        month.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                UI.getCurrent()
                        .navigate(
                                UsageView.class,
                                change.getValue() == Which.THIS
                                        ? QueryParameters.empty()
                                        : QueryParameters.of("month", "last"));
            }
        });
        add(head(), month, body);
    }

    private Div head() {
        download.add(Icon.DOWNLOAD.small(), new Span(t.get("usage.csv")));
        download.setId("usage-csv");
        download.addClassName("gf-download");
        Div actions = new Div(download);
        actions.addClassName("gf-row");
        Div head = new Div(new H1(t.get("nav.usage")), actions);
        head.addClassName("gf-page-head");
        return head;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        boolean last =
                event.getLocation()
                        .getQueryParameters()
                        .getSingleParameter("month")
                        .filter("last"::equals)
                        .isPresent();
        month.setValue(last ? Which.LAST : Which.THIS);
        YearMonth present = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        show(last ? present.minusMonths(1) : present);
    }

    private void show(YearMonth shown) {
        Instant from = start(shown);
        Instant to = start(shown.plusMonths(1));
        List<Use> uses = useSoFar.between(portal.party(), from, to);
        download.setHref(csv(shown, uses));
        download.setVisible(!uses.isEmpty());
        body.removeAll();
        body.add(figures(from, uses));
        if (uses.isEmpty()) {
            Card card = Card.plain(t.get("nav.usage"));
            card.add(new Empty(t.get("usage.none"), t.get("usage.none-text")));
            body.add(card);
            return;
        }
        Div totals = new Div(byTier(uses), byChip(uses));
        totals.addClassName("gf-halves");
        body.add(days(shown, uses), totals, windows(uses));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Kpis figures(Instant from, List<Use> uses) {
        long seconds = UseSoFar.gpuSeconds(uses);
        List<Use> open = uses.stream().filter(Use::open).toList();
        long placements = uses.stream().map(Use::placement).distinct().count();
        return new Kpis(t.get("usage.figures"))
                .figure(
                        t.get("placement.gpu-hours"),
                        t.gpuHours(seconds),
                        t.get("usage.seconds", t.number(seconds)))
                .figure(
                        t.get("usage.cost"),
                        t.money(UseSoFar.cost(uses, currency)),
                        t.get("usage.before-tax"))
                .figure(
                        t.get("usage.running"),
                        t.gpuHours(UseSoFar.gpuSeconds(open)),
                        t.get("usage.running-text"))
                .figure(
                        t.get("nav.placements"),
                        t.number(placements),
                        t.get("usage.from-day", t.utcDay(from)));
    }

    private Card days(YearMonth shown, List<Use> uses) {
        Map<LocalDate, Long> seconds = new TreeMap<>();
        for (int day = 1; day <= shown.lengthOfMonth(); day++) {
            seconds.put(shown.atDay(day), 0L);
        }
        uses.forEach(use -> spread(use, seconds));
        Map.Entry<LocalDate, Long> most =
                seconds.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        Chart chart =
                new Chart(
                        t.get(
                                "usage.summary",
                                t.gpuHours(UseSoFar.gpuSeconds(uses)),
                                t.gpuHours(most.getValue()),
                                t.utcDay(start(most.getKey()))),
                        HEIGHT);
        chart.show(bars(seconds));
        Table table =
                new Table(t.get("usage.per-day"))
                        .column(t.get("usage.day"))
                        .figures(t.get("placement.gpu-hours"))
                        .figures(t.get("usage.gpu-seconds"));
        seconds.forEach((day, used) -> {
            if (used > 0) {
                table.row(
                        Table.text(t.utcDay(start(day))),
                        Table.text(t.gpuHours(used)),
                        Table.text(t.number(used)));
            }
        });
        return ChartCard.of(
                new Card(t.get("usage.per-day")).sub(t.get("usage.utc")),
                t.get("table"),
                chart,
                table);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// A window may lie in two days or more.
    private static void spread(Use use, Map<LocalDate, Long> seconds) {
        Instant at = use.from();
        while (at.isBefore(use.to())) {
            LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
            Instant midnight = start(day.plusDays(1));
            Instant end = midnight.isBefore(use.to()) ? midnight : use.to();
            seconds.merge(day, use.gpus() * Duration.between(at, end).toSeconds(), Long::sum);
            at = end;
        }
    }

    private static String bars(Map<LocalDate, Long> seconds) {
        Map<String, ?> faint = Map.of("color", "var(--gf-text-tertiary)", "fontSize", 11);
        Map<String, ?> hair =
                Map.of("lineStyle", Map.of("color", "var(--vaadin-border-color-secondary)"));
        return ChartCard.json(
                Map.of(
                        "grid",
                        Map.of("left", 8, "right", 8, "top", 16, "bottom", 4, "containLabel", true),
                        "textStyle",
                        Map.of("fontFamily", ChartCard.FONT),
                        "xAxis",
                        Map.of(
                                "type",
                                "category",
                                "data",
                                seconds.keySet().stream()
                                        .map(day -> String.valueOf(day.getDayOfMonth()))
                                        .toList(),
                                "axisLabel",
                                faint,
                                "axisTick",
                                Map.of("show", false),
                                "axisLine",
                                hair),
                        "yAxis",
                        Map.of(
                                "type",
                                "value",
                                "axisLabel",
                                faint,
                                "splitLine",
                                hair,
                                "splitNumber",
                                4),
                        "series",
                        List.of(
                                Map.of(
                                        "type",
                                        "bar",
                                        "silent",
                                        true,
                                        "barCategoryGap",
                                        "30%",
                                        "itemStyle",
                                        Map.of(
                                                "color",
                                                "var(--gf-s1)",
                                                "borderRadius",
                                                List.of(2, 2, 0, 0)),
                                        "data",
                                        seconds.values().stream()
                                                .map(used -> Math.round(used / 36.0) / 100.0)
                                                .toList()))));
    }

    private Card byTier(List<Use> uses) {
        Map<QosTier, List<Use>> tiers =
                uses.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Use::tier, TreeMap::new, Collectors.toList()));
        Table table = totals(t.get("usage.by-tier"), t.get("request.tier"));
        tiers.forEach((tier, some) -> total(table, t.word(tier), some, uses));
        Card card = new Card(t.get("usage.by-tier"));
        card.add(table);
        return card;
    }

    private Card byChip(List<Use> uses) {
        Map<ChipId, List<Use>> chips =
                uses.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Use::chip, TreeMap::new, Collectors.toList()));
        Table table = totals(t.get("usage.by-chip"), t.get("usage.chip"));
        chips.entrySet().stream()
                .sorted(
                        Comparator.comparingLong((Map.Entry<ChipId, List<Use>> chip) ->
                                        UseSoFar.gpuSeconds(chip.getValue()))
                                .reversed())
                .forEach(chip -> total(table, words.chip(chip.getKey()), chip.getValue(), uses));
        Card card = new Card(t.get("usage.by-chip"));
        card.add(table);
        return card;
    }

    private Table totals(String name, String what) {
        Table table =
                new Table(name)
                        .column(what)
                        .figures(t.get("placement.gpu-hours"))
                        .figures(t.get("usage.cost"));
        table.addClassName("gf-totals");
        return table;
    }

    private void total(Table table, String what, List<Use> some, List<Use> all) {
        double share = (double) UseSoFar.gpuSeconds(some) / Math.max(1, UseSoFar.gpuSeconds(all));
        Div label = new Div(new Span(what), new Meter(share, t.percent(share, 0)));
        label.addClassName("gf-share");
        table.row(
                label,
                Table.text(t.gpuHours(UseSoFar.gpuSeconds(some))),
                Table.text(t.money(UseSoFar.cost(some, currency))));
    }

    private Card windows(List<Use> uses) {
        Table table =
                new Table(t.get("usage.windows"))
                        .column(t.get("usage.placement"))
                        .column(t.get("usage.from"))
                        .column(t.get("usage.to"))
                        .figures(t.get("usage.gpu-seconds"))
                        .figures(t.get("placement.gpu-hours"))
                        .figures(t.get("placement.rate"));
        table.addClassName("gf-windows");
        List<Use> newest =
                uses.stream().sorted(Comparator.comparing(Use::from).reversed()).toList();
        Card card = new Card(t.get("usage.windows")).sub(t.get("usage.windows-sub"));
        card.add(table);
        Button more = Buttons.plain(t.get("more"), click -> {});
        Div foot = new Div(more);
        foot.addClassName("gf-more");
        Iterator<Use> rest = newest.iterator();
        more.addClickListener(click -> foot.setVisible(show(rest, table)));
        foot.setVisible(show(rest, table));
        card.add(foot);
        return card;
    }

    /// @return whether there are more
    private boolean show(Iterator<Use> rest, Table table) {
        for (int i = 0; i < PAGE && rest.hasNext(); i++) {
            window(table, rest.next());
        }
        return rest.hasNext();
    }

    private void window(Table table, Use use) {
        String id = use.placement().external();
        Anchor link = new Anchor("placements/" + id, id.substring(0, 14) + "…");
        link.setRouterIgnore(false);
        link.addClassName("gf-mono");
        table.row(
                Table.two(link, new Span(words.chip(use.chip()) + " · " + t.word(use.tier()))),
                Table.text(exact(use.from())),
                end(use),
                Table.text(t.number(use.gpuSeconds())),
                Table.text(t.gpuHours(use.gpuSeconds())),
                Table.text(t.exactRate(use.rate().perHour())));
    }

    private Component end(Use use) {
        return use.open()
                ? Table.two(exact(use.to()), t.get("usage.still-running"))
                : Table.text(exact(use.to()));
    }

    private String exact(Instant at) {
        return t.day(at) + " " + t.exactClock(at);
    }

    /// The windows as they stand, times in UTC, for programs.
    private static DownloadHandler csv(YearMonth month, List<Use> uses) {
        StringBuilder text =
                new StringBuilder(
                        "placement,project,tier,chip,gpus,from,to,gpu_seconds,rate_per_gpu_hour,currency,open\r\n");
        for (Use use : uses) {
            text.append(
                    String.join(
                            ",",
                            use.placement().external(),
                            quoted(use.project() == null ? "" : use.project()),
                            use.tier().name(),
                            use.chip().value(),
                            String.valueOf(use.gpus()),
                            use.from().toString(),
                            use.to().toString(),
                            String.valueOf(use.gpuSeconds()),
                            use.rate().perHour().amount().toPlainString(),
                            use.rate().currency().getCurrencyCode(),
                            String.valueOf(use.open())));
            text.append("\r\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return DownloadHandler.fromInputStream(download ->
                new DownloadResponse(
                        new ByteArrayInputStream(bytes),
                        "gridfare-usage-" + month + ".csv",
                        "text/csv;charset=utf-8",
                        bytes.length));
    }

    /// In quotes; a cell that a spreadsheet would take for a formula is made text.
    private static String quoted(String text) {
        String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    @Override
    public String titleKey() {
        return "nav.usage";
    }
}
