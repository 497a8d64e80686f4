package gridfare.load.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.load.replay.Outcome.Broke;
import gridfare.load.replay.Outcome.Ran;
import gridfare.load.replay.Outcome.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The table at the end of a replay, for people and for programs.
final class Report {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    private final Replay.Result result;
    private final ChipWords words;
    private final List<Ran> ran;

    Report(Replay.Result result, ChipWords words) {
        this.result = result;
        this.words = words;
        this.ran = only(Ran.class);
    }

    /// A row of the table.
    private record Sum(int placed, long gpuSeconds, BigDecimal spend) {

        static final Sum NONE = new Sum(0, 0, BigDecimal.ZERO);

        Sum plus(Ran run) {
            return new Sum(placed + 1, gpuSeconds + run.gpuSeconds(), spend.add(run.cost()));
        }

        BigDecimal gpuHours() {
            return BigDecimal.valueOf(gpuSeconds).divide(SECONDS_PER_HOUR, 2, RoundingMode.HALF_UP);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "requests", result.outcomes().size());
        line(text, "  a part of a GPU, asked for as one", count(o -> o.pod().partOfOne()));
        line(text, "  never scheduled by the trace, run an hour", count(o -> !o.pod().scheduled()));
        line(text, "  with a stand-in chip", count(o -> words.anyStandIn(o.pod().gpuModels())));
        line(text, "quoted", quoted());
        refusals().forEach((reason, pods) -> line(text, "refused: " + reason, pods));
        broken().forEach((reason, pods) -> line(text, "broken: " + reason, pods));
        line(text, "placed and run", ran.size());
        line(text, "  use equal to the trace's life times", truthful());
        text.append(System.lineSeparator());
        table(text, "tier", by(run -> run.pod().qos().tier()));
        table(text, "provider", by(Ran::provider));
        text.append(
                "%-24s %8d %14s %14s%n"
                        .formatted(
                                "all",
                                total().placed(),
                                total().gpuHours(),
                                money(total().spend())));
        text.append(System.lineSeparator());
        for (Replay.Paid invoice : result.invoices()) {
            text.append(
                    "invoice %-16s %-8s %14s%n"
                            .formatted(invoice.number(), invoice.state(), money(invoice.total())));
        }
        line(text, "quotes a second, one after the other", "%.1f".formatted(quotesPerSecond()));
        text.append("Stand-ins for undisclosed chips: ").append(words.describeStandIns());
        text.append(System.lineSeparator());
        text.append("LS stands for REALTIME without a place, so without a round-trip bound.");
        return text.append(System.lineSeparator()).toString();
    }

    JsonNode json() {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("requests", result.outcomes().size());
        report.put("quoted", quoted());
        ObjectNode refused = report.putObject("refused");
        refusals().forEach(refused::put);
        ObjectNode broken = report.putObject("broken");
        broken().forEach(broken::put);
        report.put("placed", ran.size());
        report.put("truthful", truthful());
        report.put("gpu_seconds", total().gpuSeconds());
        report.put("spend", total().spend().toPlainString());
        report.put("quotes_per_second", quotesPerSecond());
        var placements = report.putArray("placements");
        for (Ran run : ran) {
            placements
                    .addObject()
                    .put("id", run.placement())
                    .put("pod", run.pod().name())
                    .put("gpu_seconds", run.gpuSeconds())
                    .put("expected_gpu_seconds", run.expectedGpuSeconds());
        }
        var invoices = report.putArray("invoices");
        for (Replay.Paid invoice : result.invoices()) {
            invoices.addObject()
                    .put("id", invoice.id())
                    .put("state", invoice.state())
                    .put("total", invoice.total().toPlainString())
                    .put("subtotal", invoice.subtotal().toPlainString())
                    .put("gpu_seconds", invoice.gpuSeconds());
        }
        return report;
    }

    private int quoted() {
        return (int)
                result.outcomes().stream()
                        .filter(o -> !(o instanceof Refused refused) || refused.quoted())
                        .count();
    }

    private long truthful() {
        return ran.stream().filter(Ran::truthful).count();
    }

    private double quotesPerSecond() {
        double seconds = result.quoting().toNanos() / 1e9;
        return seconds == 0 ? 0 : result.quotes() / seconds;
    }

    private Map<String, Integer> refusals() {
        return counted(Refused.class, Refused::reason);
    }

    private Map<String, Integer> broken() {
        return counted(
                Broke.class,
                broke -> broke.state().toLowerCase(Locale.ROOT) + ", " + broke.reason());
    }

    private <T extends Outcome> Map<String, Integer> counted(
            Class<T> kind, Function<T, String> word) {
        Map<String, Integer> counts = new TreeMap<>();
        only(kind).forEach(outcome -> counts.merge(word.apply(outcome), 1, Integer::sum));
        return counts;
    }

    private <T extends Outcome> List<T> only(Class<T> kind) {
        return result.outcomes().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private int count(java.util.function.Predicate<Outcome> which) {
        return (int) result.outcomes().stream().filter(which).count();
    }

    private Map<String, Sum> by(Function<Ran, String> word) {
        Map<String, Sum> sums = new TreeMap<>();
        ran.forEach(run -> sums.merge(word.apply(run), Sum.NONE.plus(run), (a, b) -> a.plus(run)));
        return sums;
    }

    private Sum total() {
        Sum total = Sum.NONE;
        for (Ran run : ran) {
            total = total.plus(run);
        }
        return total;
    }

    private static void table(StringBuilder text, String title, Map<String, Sum> rows) {
        text.append("%-24s %8s %14s %14s%n".formatted(title, "placed", "GPU-hours", "spend USD"));
        rows.forEach((name, sum) ->
                text.append(
                        "%-24s %8d %14s %14s%n"
                                .formatted(
                                        name, sum.placed(), sum.gpuHours(), money(sum.spend()))));
        text.append(System.lineSeparator());
    }

    private static String money(BigDecimal amount) {
        return "%,.2f".formatted(amount);
    }

    private static void line(StringBuilder text, String label, Object value) {
        text.append("%-46s %8s%n".formatted(label, value));
    }
}
