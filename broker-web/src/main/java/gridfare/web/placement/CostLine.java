package gridfare.web.placement;

import com.vaadin.flow.component.html.Span;
import gridfare.domain.placement.Leg;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementStory;
import gridfare.pricing.money.Money;
import gridfare.web.part.Card;
import gridfare.web.part.Chart;
import gridfare.web.part.ChartCard;
import gridfare.web.part.Table;
import gridfare.web.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What a placement has cost at each moment, against what the quote said, and where it is going.
final class CostLine {

    private static final int HEIGHT = 240;

    private record Point(Instant at, Money cost) {}

    private CostLine() {}

    /// Empty until it started: there is nothing to draw yet.
    static Optional<Card> of(PlacementStory story, Instant now, Texts t) {
        Placement placement = story.placement();
        return placement
                .startedAt()
                .flatMap(
                        start -> placement.agreedEnd().map(end -> card(story, start, end, now, t)));
    }

    private static Card card(
            PlacementStory story, Instant start, Instant end, Instant now, Texts t) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        Instant reached = second.isAfter(end) ? end : second;
        List<Point> metered = points(story, start, reached);
        Point last = metered.getLast();
        Money quoted = Wording.quoted(story);
        List<Point> forecast = new ArrayList<>();
        if (story.placement().state().isRunning()) {
            long left = Duration.between(reached, end).toSeconds();
            Money rest =
                    story.legs().stream()
                            .filter(leg -> leg.stoppedAt().isEmpty())
                            .filter(leg -> leg.runningSince().isPresent())
                            .map(leg -> leg.rate().estimateFor(leg.gpus() * left))
                            .reduce(Money.zero(quoted.currency()), Money::plus);
            forecast.add(last);
            forecast.add(new Point(end, last.cost().plus(rest)));
        }
        Chart chart =
                new Chart(
                        t.get(
                                "placement.cost-summary",
                                t.money(last.cost()),
                                t.money(quoted),
                                t.time(end)),
                        HEIGHT);
        chart.show(
                option(
                        metered,
                        forecast,
                        List.of(
                                new Point(start, Money.zero(quoted.currency())),
                                new Point(end, quoted)),
                        t));
        Table table =
                new Table(t.get("placement.cost-line"))
                        .column(t.get("placement.time"))
                        .column(t.get("placement.line"))
                        .figures(t.get("placement.cost"));
        metered.forEach(point ->
                table.row(
                        Table.text(t.time(point.at())),
                        Table.text(t.get("placement.metered")),
                        Table.text(t.money(point.cost()))));
        forecast.stream()
                .skip(1)
                .forEach(point ->
                        table.row(
                                Table.text(t.time(point.at())),
                                Table.text(t.get("placement.forecast")),
                                Table.text(t.money(point.cost()))));
        table.row(
                Table.text(t.time(end)),
                Table.text(t.get("placement.quote-line")),
                Table.text(t.money(quoted)));
        return ChartCard.of(
                new Card(t.get("placement.cost-line"))
                        .sub(t.get("placement.cost-sub", quoted.currency().getCurrencyCode()))
                        .tools(
                                legend("gf-legend-solid", t.get("placement.metered")),
                                legend("gf-legend-dashed", t.get("placement.quote-line")),
                                legend("gf-legend-dotted", t.get("placement.forecast"))),
                t.get("table"),
                chart,
                table);
    }

    private static Span legend(String line, String word) {
        Span legend = new Span(word);
        legend.addClassNames("gf-legend", line);
        return legend;
    }

    /// The corners of the line: where a leg starts or stops, and now.
    private static List<Point> points(PlacementStory story, Instant start, Instant now) {
        TreeSet<Instant> corners = new TreeSet<>();
        corners.add(start);
        corners.add(now.isBefore(start) ? start : now);
        for (Leg leg : story.legs()) {
            leg.runningSince().filter(at -> at.isBefore(now)).ifPresent(corners::add);
            leg.stoppedAt().filter(at -> at.isBefore(now)).ifPresent(corners::add);
        }
        return corners.stream().map(at -> new Point(at, costAt(story, at))).toList();
    }

    private static Money costAt(PlacementStory story, Instant at) {
        Money sum = Money.zero(story.placement().estimate().currency());
        for (Leg leg : story.legs()) {
            if (leg.runningSince().isPresent()) {
                Instant from = leg.runningSince().get();
                Instant to = leg.stoppedAt().filter(stop -> stop.isBefore(at)).orElse(at);
                long seconds = Math.max(0, Duration.between(from, to).toSeconds());
                sum = sum.plus(leg.rate().estimateFor(leg.gpus() * seconds));
            }
        }
        return sum;
    }

    private static String option(
            List<Point> metered, List<Point> forecast, List<Point> quote, Texts t) {
        Map<String, ?> faint = Map.of("color", "var(--gf-text-tertiary)", "fontSize", 11);
        Map<String, ?> hair =
                Map.of("lineStyle", Map.of("color", "var(--vaadin-border-color-secondary)"));
        Point now = metered.getLast();
        return ChartCard.json(
                Map.of(
                        "grid",
                        Map.of(
                                "left",
                                8,
                                "right",
                                16,
                                "top",
                                24,
                                "bottom",
                                4,
                                "containLabel",
                                true),
                        "textStyle",
                        Map.of("fontFamily", ChartCard.FONT),
                        "xAxis",
                        Map.of(
                                "type",
                                "time",
                                "splitNumber",
                                5,
                                "axisLabel",
                                Map.of(
                                        "color",
                                        "var(--gf-text-tertiary)",
                                        "fontSize",
                                        11,
                                        "hideOverlap",
                                        true),
                                "axisLine",
                                hair,
                                "splitLine",
                                Map.of("show", false)),
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
                                line(quote, "var(--gf-text-tertiary)", "dashed", 1.2, t),
                                line(forecast, "var(--gf-s1)", "dotted", 2, t),
                                withLabel(line(metered, "var(--gf-s1)", "solid", 2, t), now, t))));
    }

    private static Map<String, Object> line(
            List<Point> points, String colour, String dash, double width, Texts t) {
        return Map.of(
                "type",
                "line",
                "showSymbol",
                false,
                "silent",
                true,
                "lineStyle",
                Map.of("color", colour, "type", dash, "width", width),
                "itemStyle",
                Map.of("color", colour),
                "data",
                points.stream()
                        .map(point -> List.of(local(point.at(), t), point.cost().amount()))
                        .toList());
    }

    private static Map<String, Object> withLabel(Map<String, Object> line, Point now, Texts t) {
        Map<String, Object> labelled = new HashMap<>(line);
        labelled.put(
                "markPoint",
                Map.of(
                        "symbol",
                        "circle",
                        "symbolSize",
                        8,
                        "silent",
                        true,
                        "label",
                        Map.of(
                                "position",
                                "top",
                                "formatter",
                                t.get("placement.now", t.money(now.cost())),
                                "color",
                                "var(--vaadin-text-color)",
                                "fontWeight",
                                600,
                                "fontSize",
                                12),
                        "data",
                        List.of(
                                Map.of(
                                        "coord",
                                        List.of(local(now.at(), t), now.cost().amount())))));
        return labelled;
    }

    /// ECharts has no zones but the browser's and UTC: the reader's wall clock is handed over
    /// without one.
    private static String local(Instant at, Texts t) {
        return at.atZone(t.zone()).toLocalDateTime().toString();
    }
}
