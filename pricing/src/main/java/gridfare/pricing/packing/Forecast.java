package gridfare.pricing.packing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tasks that usually come, each shape with how often it was seen. Memory is left out: it is
/// checked when a task is placed, but what is left of it makes no fragment.
public record Forecast(List<Part> parts) {

    public record Part(TaskShape shape, long seen) {
        public Part {
            if (seen < 1) throw new IllegalArgumentException(shape + " was seen " + seen);
        }
    }

    public Forecast {
        parts = List.copyOf(parts);
    }

    /// The most frequent shapes that together make up `percent` of the tasks; as frequent ones in
    /// the order in which they were first seen.
    public static Forecast of(Collection<TaskShape> tasks, int percent) {
        Map<TaskShape, Long> counts = new LinkedHashMap<>();
        for (TaskShape task : tasks) {
            counts.merge(
                    new TaskShape(task.cpuMilli(), 0, task.gpus(), task.gpuMilli(), task.models()),
                    1L,
                    Long::sum);
        }
        List<Part> parts = new ArrayList<>();
        long left = Math.ceilDiv(tasks.size() * (long) percent, 100);
        List<Map.Entry<TaskShape, Long>> mostFirst = new ArrayList<>(counts.entrySet());
        mostFirst.sort(Map.Entry.<TaskShape, Long>comparingByValue(Comparator.reverseOrder()));
        for (Map.Entry<TaskShape, Long> one : mostFirst) {
            if (left <= 0) break;
            parts.add(new Part(one.getKey(), one.getValue()));
            left -= one.getValue();
        }
        return new Forecast(parts);
    }

    long seen() {
        return parts.stream().mapToLong(Part::seen).sum();
    }
}
