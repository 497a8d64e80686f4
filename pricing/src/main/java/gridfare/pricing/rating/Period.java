package gridfare.pricing.rating;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

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

    static boolean isWholeSecond(Instant at) {
        return at.equals(at.truncatedTo(ChronoUnit.SECONDS));
    }
}
