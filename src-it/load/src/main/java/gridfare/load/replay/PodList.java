package gridfare.load.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads an openb pod list: comma-separated, a header line, no quotes.
final class PodList {

    private static final List<String> COLUMNS =
            List.of(
                    "name",
                    "num_gpu",
                    "gpu_milli",
                    "gpu_spec",
                    "qos",
                    "creation_time",
                    "deletion_time",
                    "scheduled_time");

    private PodList() {}

    /// The first `limit` pods of `file` in the order of their arrival.
    ///
    /// @throws IllegalArgumentException if the file is no pod list with life times: says what is
    ///   missing
    static List<Pod> read(Path file, int limit) {
        try {
            return parse(Files.readAllLines(file), limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Pod> parse(List<String> lines, int limit) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("The pod list is empty.");
        }
        Map<String, Integer> columns = new HashMap<>();
        String[] header = lines.getFirst().split(",", -1);
        for (int i = 0; i < header.length; i++) {
            columns.put(header[i].strip(), i);
        }
        for (String column : COLUMNS) {
            if (!columns.containsKey(column)) {
                throw new IllegalArgumentException("The pod list has no column " + column + ".");
            }
        }
        List<Pod> pods = new ArrayList<>();
        for (int number = 1; number < lines.size(); number++) {
            if (!lines.get(number).isBlank()) {
                pods.add(pod(lines.get(number).split(",", -1), columns, number + 1));
            }
        }
        pods.sort(Comparator.comparingLong(Pod::arrivalSecond));
        return List.copyOf(pods.subList(0, Math.min(limit, pods.size())));
    }

    private static Pod pod(String[] cells, Map<String, Integer> columns, int line) {
        try {
            String scheduled = cell(cells, columns, "scheduled_time");
            long arrival = Long.parseLong(cell(cells, columns, "creation_time"));
            long end = Long.parseLong(cell(cells, columns, "deletion_time"));
            boolean ran = !scheduled.isEmpty();
            String models = cell(cells, columns, "gpu_spec");
            int gpuMilli = Integer.parseInt(cell(cells, columns, "gpu_milli"));
            return new Pod(
                    cell(cells, columns, "name"),
                    Integer.parseInt(cell(cells, columns, "num_gpu")),
                    gpuMilli > 0 && gpuMilli < 1_000,
                    models.isEmpty()
                            ? List.of()
                            : Arrays.stream(models.split("\\|")).distinct().toList(),
                    Pod.Qos.valueOf(cell(cells, columns, "qos").toUpperCase(Locale.ROOT)),
                    arrival,
                    ran
                            ? Math.max(1, end - (long) Double.parseDouble(scheduled))
                            : Pod.LIFE_OF_UNSCHEDULED_SECONDS,
                    ran);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Line %d: %s".formatted(line, e.getMessage()), e);
        }
    }

    private static String cell(String[] cells, Map<String, Integer> columns, String column) {
        Integer index = columns.get(column);
        if (index == null) {
            throw new IllegalArgumentException("No column " + column + ".");
        }
        return cells[index].strip();
    }
}
