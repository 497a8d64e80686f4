package gridfare.load.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Prints each goal of the engine with its figure and the reference's figure of the same run.
public final class EngineBench {

    private EngineBench() {}

    /// @param words `match`, `growth`, `update`, `packing`, `batch`; all where none is named
    public static void main(String[] words) throws RunnerException {
        List<String> wanted =
                words.length == 0
                        ? List.of("match", "growth", "update", "packing", "batch")
                        : Arrays.asList(words);
        StringBuilder table = new StringBuilder();
        if (wanted.contains("match")) match(table);
        if (wanted.contains("match")) memory(table);
        if (wanted.contains("growth")) growth(table);
        if (wanted.contains("update")) update(table);
        if (wanted.contains("packing")) table.append(OpenbPacking.run(1, 10));
        if (wanted.contains("batch")) table.append(BatchRace.run());
        System.out.println(table);
    }

    private static void match(StringBuilder table) throws RunnerException {
        for (String offers : List.of("100000", "1000000")) {
            Map<String, RunResult> found =
                    run(
                            options(MatchBenchmark.class)
                                    .param("offers", offers)
                                    .addProfiler(GCProfiler.class));
            double shelves = score(found, "shelves");
            double request = score(found, "shelvesFromRequest");
            double postgres = score(found, "postgres");
            double scan = score(found, "fullScan");
            String goal = offers.equals("100000") ? "P1" : "P2";
            line(table, goal, offers + " offers, PostgreSQL / shelves", postgres, shelves);
            line(table, goal, "  with the request's preparation", postgres, request);
            line(table, "", "  full scan of columns / shelves", scan, shelves);
            table.append(
                    String.format(
                            Locale.ROOT,
                            "P4   %s offers: %.3f B allocated a search%n",
                            offers,
                            allocated(found, "shelves")));
        }
    }

    /// The bytes that a walk touches are those of its leaves; the book is read at full speed
    /// beside.
    private static void memory(StringBuilder table) throws RunnerException {
        double whole = score(run(options(MemoryBenchmark.class)), "read");
        double search =
                score(
                        run(
                                new OptionsBuilder()
                                        .include(MatchBenchmark.class.getName() + "\\.shelves$")
                                        .param("offers", "100000")
                                        .jvmArgsAppend("-Xmx3g")),
                        "shelves");
        BenchMarket market = new BenchMarket(100_000);
        double touched = market.leavesASearch() * MemoryBenchmark.LEAF_BYTES;
        line(
                table,
                "P3",
                "search / reading %.0f B".formatted(touched),
                search,
                whole * touched / MemoryBenchmark.BYTES);
    }

    private static void growth(StringBuilder table) throws RunnerException {
        for (String offers : List.of("10000", "30000", "100000", "300000", "1000000")) {
            Map<String, RunResult> found =
                    run(
                            options(MatchBenchmark.class)
                                    .include(MatchBenchmark.class.getName() + "\\.shelves$")
                                    .param("offers", offers));
            table.append(
                    String.format(
                            Locale.ROOT,
                            "growth %9s offers: %10.0f ns a search%n",
                            offers,
                            score(found, "shelves")));
        }
    }

    private static void update(StringBuilder table) throws RunnerException {
        Map<String, RunResult> found =
                run(options(UpdateBenchmark.class).addProfiler(GCProfiler.class));
        for (String name : List.of("reprice", "restock", "mixed")) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "P5   %s: %.1f ns, %.3f B allocated%n",
                            name,
                            score(found, name),
                            allocated(found, name)));
        }
        double exchange =
                score(
                        run(
                                new OptionsBuilder()
                                        .include(ExchangeCoreBenchmark.class.getName() + "\\.")
                                        .shouldFailOnError(true)),
                        "move");
        line(table, "P5", "exchange-core / price", exchange, score(found, "reprice"));
        line(table, "P5", "exchange-core / mixed", exchange, score(found, "mixed"));
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder()
                .include(benchmark.getName() + "\\.")
                .shouldFailOnError(true)
                .jvmArgsAppend("-Xmx3g");
    }

    private static Map<String, RunResult> run(ChainedOptionsBuilder options)
            throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        Map<String, RunResult> byName = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            byName.put(name.substring(name.lastIndexOf('.') + 1), result);
        }
        return byName;
    }

    private static double score(Map<String, RunResult> results, String name) {
        return result(results, name).getPrimaryResult().getScore();
    }

    private static RunResult result(Map<String, RunResult> results, String name) {
        return Objects.requireNonNull(results.get(name), name);
    }

    @SuppressWarnings("rawtypes") // JMH's own
    private static double allocated(Map<String, RunResult> results, String name) {
        return result(results, name).getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static void line(
            StringBuilder table, String goal, String what, double reference, double ours) {
        table.append(
                String.format(
                        Locale.ROOT,
                        "%-4s %-50s %14.0f ns / %10.0f ns = %9.1f x%n",
                        goal,
                        what,
                        reference,
                        ours,
                        reference / ours));
    }
}
