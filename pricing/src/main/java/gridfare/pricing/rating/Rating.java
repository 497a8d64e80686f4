package gridfare.pricing.rating;

import gridfare.pricing.money.HourlyRate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adds up use and charges for it.
public final class Rating {

    private Rating() {}

    private record LineKey<K>(K key, HourlyRate rate) {}

    /// The charge lines of `period`: one for each key and rate, in the order in which they first
    /// occur. Of a window that crosses an edge only the seconds inside count, so that neighbouring
    /// periods together charge every second once.
    public static <K> List<ChargeLine<K>> charge(Period period, Collection<RatedUse<K>> uses) {
        Map<LineKey<K>, Long> seconds = new LinkedHashMap<>();
        for (RatedUse<K> use : uses) {
            use.window()
                    .within(period)
                    .ifPresent(inside ->
                            seconds.merge(
                                    new LineKey<>(use.key(), use.rate()),
                                    inside.gpuSeconds(),
                                    Math::addExact));
        }
        return seconds.entrySet().stream()
                .map(line ->
                        ChargeLine.of(line.getKey().key(), line.getKey().rate(), line.getValue()))
                .toList();
    }
}
