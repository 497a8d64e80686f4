package gridfare.pricing.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// GPU-seconds that somebody has used, the older the less: after each half-life half of it is
/// forgotten. By chip class, as of an instant.
public record PastUse(SortedMap<String, Double> gpuSeconds, Instant asOf) {

    public PastUse {
        if (gpuSeconds.values().stream().anyMatch(used -> !(used >= 0) || used.isInfinite())) {
            throw new IllegalArgumentException("Use of " + gpuSeconds);
        }
        gpuSeconds = Collections.unmodifiableSortedMap(new TreeMap<>(gpuSeconds));
    }

    public static PastUse none(Instant asOf) {
        return new PastUse(new TreeMap<>(), asOf);
    }

    /// What is left of it at a later instant; an earlier one changes nothing.
    public PastUse at(Instant later, Duration halfLife) {
        if (!later.isAfter(asOf)) return this;
        double left = left(asOf, later, halfLife);
        TreeMap<String, Double> decayed = new TreeMap<>();
        gpuSeconds.forEach((chipClass, used) -> decayed.put(chipClass, used * left));
        return new PastUse(decayed, later);
    }

    /// With the use of `gpus` GPUs from `from` to `to`, itself decayed from when each second was
    /// used: the integral of the decay over the run.
    public PastUse plus(String chipClass, long gpus, Instant from, Instant to, Duration halfLife) {
        PastUse now = at(to, halfLife);
        double life = meanLifeSeconds(halfLife);
        double used = gpus * life * (1 - left(from, to, halfLife)) * left(to, now.asOf, halfLife);
        TreeMap<String, Double> sum = new TreeMap<>(now.gpuSeconds);
        sum.merge(chipClass, Math.max(0, used), Double::sum);
        return new PastUse(sum, now.asOf);
    }

    double in(String chipClass) {
        return gpuSeconds.getOrDefault(chipClass, 0.0);
    }

    /// Who uses one GPU for ever comes to this many GPU-seconds: half-life / ln 2. Past use divided
    /// by it is the steady use that it stands for.
    static double meanLifeSeconds(Duration halfLife) {
        return halfLife.toMillis() / 1e3 / StrictMath.log(2);
    }

    /// The part of it that is left after the time between.
    static double left(Instant from, Instant to, Duration halfLife) {
        double lives = (double) Duration.between(from, to).toMillis() / halfLife.toMillis();
        return lives <= 0 ? 1 : StrictMath.pow(2, -lives);
    }

    public static PastUse of(Map<String, Double> gpuSeconds, Instant asOf) {
        return new PastUse(new TreeMap<>(gpuSeconds), asOf);
    }
}
