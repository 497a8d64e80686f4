package gridfare.pricing.admission;

import java.util.Comparator;

/// What preemption does to those it hits: first the work that must be done again, then how many are
/// hit, then the money. A smaller one is better.
///
/// @param gpuSeconds since the last checkpoint, of all that are paused
/// @param paused how many
/// @param forgoneMicros what the broker does not earn, in millionths of a USD
public record Harm(long gpuSeconds, int paused, long forgoneMicros) implements Comparable<Harm> {

    public static final Harm NONE = new Harm(0, 0, 0);

    private static final Comparator<Harm> ORDER =
            Comparator.comparingLong(Harm::gpuSeconds)
                    .thenComparingInt(Harm::paused)
                    .thenComparingLong(Harm::forgoneMicros);

    Harm plus(Harm other) {
        return new Harm(
                Math.addExact(gpuSeconds, other.gpuSeconds),
                Math.addExact(paused, other.paused),
                Math.addExact(forgoneMicros, other.forgoneMicros));
    }

    @Override
    public int compareTo(Harm other) {
        return ORDER.compare(this, other);
    }
}
