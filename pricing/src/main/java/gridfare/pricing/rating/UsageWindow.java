package gridfare.pricing.rating;

import static java.lang.Math.multiplyExact;
import static java.lang.Math.subtractExact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When so many GPUs were used: start inclusive, end exclusive, on whole seconds.
public record UsageWindow(Instant start, Instant end, int gpus) {

    public UsageWindow {
        if (!start.isBefore(end) || !Period.isWholeSecond(start) || !Period.isWholeSecond(end)) {
            throw new IllegalArgumentException(
                    "[%s, %s) is no span of whole seconds.".formatted(start, end));
        }
        if (gpus < 1) throw new IllegalArgumentException("%d GPUs.".formatted(gpus));
    }

    /// Whole GPU-seconds, exactly.
    public long gpuSeconds() {
        return multiplyExact(subtractExact(end.getEpochSecond(), start.getEpochSecond()), gpus);
    }

    /// The part that lies in `period`; empty where none does.
    public Optional<UsageWindow> within(Period period) {
        Instant from = start.isBefore(period.start()) ? period.start() : start;
        Instant to = end.isAfter(period.end()) ? period.end() : end;
        return from.isBefore(to) ? Optional.of(new UsageWindow(from, to, gpus)) : Optional.empty();
    }

    /// The parts before and from `edge` on; no second is lost or counted twice.
    public List<UsageWindow> splitAt(Instant edge) {
        if (!edge.isAfter(start) || !edge.isBefore(end)) return List.of(this);
        return List.of(new UsageWindow(start, edge, gpus), new UsageWindow(edge, end, gpus));
    }
}
