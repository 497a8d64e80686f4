package gridfare.load.engine;

import gridfare.pricing.packing.Forecast;
import gridfare.pricing.packing.NodeShape;
import gridfare.pricing.packing.Packed;
import gridfare.pricing.packing.Packer;
import gridfare.pricing.packing.PackingRules;
import gridfare.pricing.packing.TaskShape;
import gridfare.pricing.packing.Tuning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// P6 and P7: how much of the openb cluster's GPUs is in use when tasks for 130 % (and 100 %) of
/// them have come, against what the paper's authors published for their own FGD.
///
/// Their way: all tasks of a list and, drawn again, as many as make 130 %, in a random order,
/// placed one by one, none ends; nodes in a random order per seed. "as published" runs their rules
/// here and shows that the way is theirs; "ours" adds the price of scarce models.
public final class OpenbPacking {

    /// Where the traces are, seen from this module; anyone can get them: docs/replay.md.
    private static final Path FOLDER =
            Path.of(System.getProperty("openb", "../../../shared/data/alibaba-openb-gpu-2023"));

    private static final int PERCENT_OF_TASKS = 95;

    /// Orders of arrival on which our rules are tuned; none of them is among those measured.
    private static final int TRIALS = 4;

    private record Filled(double at100, double at130) {}

    private record Published(double at100, double at130) {}

    private OpenbPacking() {}

    /// @param args the first seed and how many; 1 and 10
    public static void main(String[] args) {
        long first = args.length > 0 ? Long.parseLong(args[0]) : 1;
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        System.out.print(run(first, seeds));
    }

    static String run(long first, int seeds) {
        Path published = FOLDER.resolve("published_results_summary.csv");
        if (!Files.exists(published)) {
            return "P6, P7 skipped: no openb traces in the folder that -Dopenb names.%n"
                    .formatted();
        }
        List<NodeShape> nodes = nodes(FOLDER.resolve("openb_node_list_gpu_node.csv"));
        StringBuilder table = new StringBuilder();
        for (Map.Entry<String, Published> trace : traces(published).entrySet()) {
            List<TaskShape> tasks = tasks(FOLDER.resolve(trace.getKey() + ".csv"));
            Forecast usual = Forecast.of(tasks, PERCENT_OF_TASKS);
            Filled theirs =
                    mean(
                            nodes,
                            tasks,
                            new Tuning.Choice(usual, PackingRules.published()),
                            first,
                            seeds);
            Filled ours = mean(nodes, tasks, Tuning.best(nodes, tasks, 1.3, TRIALS), first, seeds);
            Published reference = trace.getValue();
            String name = trace.getKey().replace("openb_pod_list_", "");
            line(table, "P6", name, 130, theirs.at130(), ours.at130(), reference.at130());
            if (name.equals("gpuspec33")) {
                line(table, "P7", name, 100, theirs.at100(), ours.at100(), reference.at100());
            }
        }
        return table.toString();
    }

    private static void line(
            StringBuilder table,
            String goal,
            String trace,
            int percent,
            double theirs,
            double ours,
            double published) {
        table.append(
                String.format(
                        Locale.ROOT,
                        "%-4s %-12s %d %% arrived: ours %.2f, published %.2f, %+.2f points; their rules"
                                + " here %.2f%n",
                        goal,
                        trace,
                        percent,
                        ours,
                        published,
                        ours - published,
                        theirs));
    }

    private static Filled mean(
            List<NodeShape> nodes,
            List<TaskShape> tasks,
            Tuning.Choice choice,
            long first,
            int seeds) {
        double at100 = 0;
        double at130 = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            Filled one = fill(nodes, tasks, choice, seed);
            at100 += one.at100() / seeds;
            at130 += one.at130() / seeds;
        }
        return new Filled(at100, at130);
    }

    private static Filled fill(
            List<NodeShape> inFile, List<TaskShape> tasks, Tuning.Choice choice, long seed) {
        Random random = new Random(seed);
        List<NodeShape> nodes = new ArrayList<>(inFile);
        Collections.shuffle(nodes, random);
        long capacity = nodes.stream().mapToLong(node -> 1_000L * node.gpus()).sum();
        List<TaskShape> arrivals = new ArrayList<>(tasks);
        long asked = tasks.stream().mapToLong(OpenbPacking::milli).sum();
        while (asked < 1.3 * capacity) {
            TaskShape again = tasks.get(random.nextInt(tasks.size()));
            arrivals.add(again);
            asked += milli(again);
        }
        Collections.shuffle(arrivals, random);
        Packer packer = Packer.of(nodes, choice.forecast(), choice.rules());
        long arrived = 0;
        long placed = 0;
        double at100 = Double.NaN;
        for (TaskShape task : arrivals) {
            arrived += milli(task);
            if (packer.place(task) instanceof Packed.Placed) placed += milli(task);
            if (Double.isNaN(at100) && arrived >= capacity) at100 = 100.0 * placed / capacity;
        }
        if (placed != packer.gpuMilliInUse()) throw new IllegalStateException("Counts differ.");
        return new Filled(at100, 100.0 * placed / capacity);
    }

    private static long milli(TaskShape task) {
        return (long) task.gpus() * task.gpuMilli();
    }

    /// The traces that have published results.
    private static Map<String, Published> traces(Path summary) {
        Map<String, Published> traces = new TreeMap<>();
        for (List<String> row : rows(summary)) {
            if (!row.get(1).equals("06-FGD")) continue;
            traces.put(
                    row.get(0),
                    new Published(Double.parseDouble(row.get(3)), Double.parseDouble(row.get(4))));
        }
        return traces;
    }

    private static List<NodeShape> nodes(Path file) {
        List<NodeShape> nodes = new ArrayList<>();
        for (List<String> row : rows(file)) {
            nodes.add(
                    new NodeShape(
                            number(row.get(1)),
                            number(row.get(2)),
                            number(row.get(3)),
                            row.get(4)));
        }
        return nodes;
    }

    private static List<TaskShape> tasks(Path file) {
        List<TaskShape> tasks = new ArrayList<>();
        for (List<String> row : rows(file)) {
            String models = row.size() > 5 ? row.get(5) : "";
            tasks.add(
                    new TaskShape(
                            number(row.get(1)),
                            number(row.get(2)),
                            number(row.get(3)),
                            number(row.get(4)),
                            models.isEmpty()
                                    ? Set.of()
                                    : new HashSet<>(List.of(models.split("\\|")))));
        }
        return tasks;
    }

    private static int number(String field) {
        return Integer.parseInt(field.strip());
    }

    private static List<List<String>> rows(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.skip(1).map(line -> List.of(line.split(",", -1))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
