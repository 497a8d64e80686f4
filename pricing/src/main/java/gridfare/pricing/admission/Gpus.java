package gridfare.pricing.admission;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many GPUs, by chip class: what work needs, what somebody has, what is free. A class that is
/// not named has none.
public record Gpus(SortedMap<String, Long> byClass) {

    public static final Gpus NONE = new Gpus(new TreeMap<>());

    public Gpus {
        TreeMap<String, Long> kept = new TreeMap<>(byClass);
        kept.values().removeIf(count -> count == 0);
        if (kept.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("Negative GPUs: " + byClass);
        }
        byClass = java.util.Collections.unmodifiableSortedMap(kept);
    }

    public static Gpus of(String chipClass, long count) {
        return new Gpus(new TreeMap<>(Map.of(chipClass, count)));
    }

    public static Gpus of(Map<String, Long> byClass) {
        return new Gpus(new TreeMap<>(byClass));
    }

    public long in(String chipClass) {
        return byClass.getOrDefault(chipClass, 0L);
    }
}
