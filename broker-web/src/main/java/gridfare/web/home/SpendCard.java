package gridfare.web.home;

import com.vaadin.flow.component.html.Span;
import gridfare.pricing.money.LedgerAmount;
import gridfare.web.part.Card;
import gridfare.web.part.Chart;
import gridfare.web.part.ChartCard;
import gridfare.web.part.Table;
import gridfare.web.text.Texts;
import gridfare.web.usage.UseSoFar;
import gridfare.web.usage.UseSoFar.Use;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the month has cost so far, a bar a day and the sum as a line. A day's bar is the growth of
/// the sum, which is rounded as an invoice would be, so that the bars add up to it.
final class SpendCard {

    private static final int HEIGHT = 240;

    /// @param spent on that day
    /// @param sum from the first of the month to the end of that day
    record Day(LocalDate date, LedgerAmount spent, LedgerAmount sum) {}

    private SpendCard() {}

    /// @param uses of the month of `now`
    static Card of(List<Use> uses, Instant now, Currency currency, Texts t) {
        List<Day> days = days(uses, now, currency);
        Day last = days.getLast();
        Chart chart =
                new Chart(
                        t.get("home.spend-summary", t.money(last.sum()), t.money(last.spent())),
                        HEIGHT);
        chart.show(option(days, YearMonth.from(last.date()), t));
        Table table =
                new Table(t.get("home.spend"))
                        .column(t.get("usage.day"))
                        .figures(t.get("home.spend-day"))
                        .figures(t.get("home.spend-sum"));
        for (Day day : days) {
            if (!day.spent().isZero()) {
                table.row(
                        Table.text(t.utcDay(start(day.date()))),
                        Table.text(t.money(day.spent())),
                        Table.text(t.money(day.sum())));
            }
        }
        return ChartCard.of(
                new Card(t.get("home.spend"))
                        .sub(t.get("home.spend-sub", currency.getCurrencyCode()))
                        .tools(
                                legend("gf-legend-bar", t.get("home.spend-day")),
                                legend("gf-legend-ink", t.get("home.spend-sum"))),
                t.get("table"),
                chart,
                table);
    }

    /// The days of the month up to now, by UTC.
    static List<Day> days(List<Use> uses, Instant now, Currency currency) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Day> days = new ArrayList<>();
        LedgerAmount before = LedgerAmount.zero(currency);
        for (int day = 1; day <= today.getDayOfMonth(); day++) {
            LocalDate date = today.withDayOfMonth(day);
            Instant end = start(date.plusDays(1));
            LedgerAmount sum =
                    UseSoFar.cost(
                            uses.stream()
                                    .filter(use -> use.from().isBefore(end))
                                    .map(use -> until(use, end))
                                    .toList(),
                            currency);
            days.add(new Day(date, sum.minus(before), sum));
            before = sum;
        }
        return days;
    }

    private static Use until(Use use, Instant end) {
        if (!use.to().isAfter(end)) {
            return use;
        }
        return new Use(
                use.placement(),
                use.project(),
                use.tier(),
                use.chip(),
                use.rate(),
                use.gpus(),
                use.from(),
                end,
                use.gpus() * Duration.between(use.from(), end).toSeconds(),
                use.open());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Span legend(String style, String word) {
        Span legend = new Span(word);
        legend.addClassNames("gf-legend", style);
        return legend;
    }

    private static String option(List<Day> days, YearMonth month, Texts t) {
        Map<String, ?> faint = Map.of("color", "var(--gf-text-tertiary)", "fontSize", 11);
        Map<String, ?> hair =
                Map.of("lineStyle", Map.of("color", "var(--vaadin-border-color-secondary)"));
        List<String> names =
                java.util.stream.IntStream.rangeClosed(1, month.lengthOfMonth())
                        .mapToObj(String::valueOf)
                        .toList();
        Day last = days.getLast();
        List<Object> bars = new ArrayList<>();
        for (Day day : days) {
            bars.add(
                    Map.of(
                            "value",
                            plain(day.spent()),
                            "itemStyle",
                            Map.of(
                                    "color",
                                    day.equals(last) ? "var(--gf-s1)" : "var(--gf-ramp-3)")));
        }
        List<@Nullable Object> line = new ArrayList<>();
        days.forEach(day -> line.add(plain(day.sum())));
        line.addAll(Collections.nCopies(names.size() - days.size(), null));
        boolean late = days.size() > names.size() / 2;
        line.set(
                days.size() - 1,
                Map.of(
                        "value",
                        plain(last.sum()),
                        "symbol",
                        "circle",
                        "symbolSize",
                        7,
                        "label",
                        Map.of(
                                "show",
                                true,
                                "position",
                                late ? "left" : "right",
                                "formatter",
                                t.get("home.spend-so-far", t.money(last.sum())),
                                "color",
                                "var(--vaadin-text-color)",
                                "fontSize",
                                12,
                                "fontWeight",
                                600)));
        Map<String, Object> sum = new HashMap<>();
        sum.put("type", "line");
        sum.put("yAxisIndex", 1);
        sum.put("symbol", "none");
        sum.put("showSymbol", true);
        sum.put("lineStyle", Map.of("color", "var(--vaadin-text-color)", "width", 1.5));
        sum.put("itemStyle", Map.of("color", "var(--vaadin-text-color)"));
        sum.put("silent", true);
        sum.put("data", line);
        return ChartCard.json(
                Map.of(
                        "grid",
                        Map.of("left", 8, "right", 8, "top", 20, "bottom", 4, "containLabel", true),
                        "textStyle",
                        Map.of("fontFamily", ChartCard.FONT),
                        "xAxis",
                        Map.of(
                                "type",
                                "category",
                                "data",
                                names,
                                "axisLabel",
                                faint,
                                "axisTick",
                                Map.of("show", false),
                                "axisLine",
                                hair),
                        "yAxis",
                        List.of(axis(faint, hair, true), axis(faint, hair, false)),
                        "series",
                        List.of(
                                Map.of(
                                        "type",
                                        "bar",
                                        "silent",
                                        true,
                                        "barCategoryGap",
                                        "25%",
                                        "barMinHeight",
                                        1,
                                        "data",
                                        bars),
                                sum)));
    }

    private static Map<String, ?> axis(Map<String, ?> label, Map<String, ?> hair, boolean first) {
        return Map.of(
                "type",
                "value",
                "min",
                0,
                "axisLabel",
                label,
                "splitLine",
                first ? hair : Map.of("show", false),
                "splitNumber",
                4);
    }

    private static BigDecimal plain(LedgerAmount amount) {
        return Objects.requireNonNull(amount.amount());
    }
}
