package gridfare.pricing.rating;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A span of business time, start inclusive, end exclusive, on whole seconds.
public record Period(Instant start, Instant end) {

    public Period {
        if (!start.isBefore(end) || !isWholeSecond(start) || !isWholeSecond(end)) {
            throw new IllegalArgumentException(
                    "[%s, %s) is no span of whole seconds.".formatted(start, end));
        }
    }

    public boolean contains(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }

    public long seconds() {
        return Math.subtractExact(end.getEpochSecond(), start.getEpochSecond());
    }

    /// What is left of it from `at` on; empty once it is over.
    public Optional<Period> from(Instant at) {
        if (!at.isAfter(start)) return Optional.of(this);
        return at.isBefore(end) ? Optional.of(new Period(at, end)) : Optional.empty();
    }

    static boolean isWholeSecond(Instant at) {
        return at.equals(at.truncatedTo(ChronoUnit.SECONDS));
    }
}
