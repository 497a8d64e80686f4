package gridfare.domain.metering;

import gridfare.domain.placement.Leg;
import gridfare.domain.placement.LegState;
import gridfare.domain.placement.Placement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Which windows of a leg's use are closed and not yet written. Pure.
///
/// A window is closed by the end of the use, by the edge of a UTC calendar month, after 24 hours,
/// where another rate begins, or by hand. Windows follow each other without gap from the first
/// charged second, and none reaches past the agreed end.
final class UseWindows {

    /// The longest window.
    static final Duration LONGEST = Duration.ofHours(24);

    /// From `from`, inclusive, to `to`, exclusive.
    record Window(Instant from, Instant to) {}

    private UseWindows() {}

    /// What is closed by now of itself.
    static List<Window> closed(Placement placement, Leg leg, Instant now) {
        return closed(placement, leg, now, Instant.MIN);
    }

    /// What is closed where a window also ends at `split`, a whole second that is not in the
    /// future.
    static List<Window> closed(Placement placement, Leg leg, Instant now, Instant split) {
        if (leg.runningSince().isEmpty()) return List.of();
        Instant from = leg.meteredUntil().orElse(leg.runningSince().get());
        Instant agreedEnd = placement.agreedEnd().orElse(Instant.MAX);
        boolean ended = leg.stoppedAt().isPresent();
        Instant known = earlier(leg.stoppedAt().orElse(now), agreedEnd);
        boolean believed = leg.state() == LegState.RUNNING || leg.state() == LegState.STOPPING;
        boolean doubted = leg.missingSince().isPresent() && split.equals(Instant.MIN);
        if (!ended && (!believed || doubted)) {
            return List.of();
        }
        List<Window> windows = new ArrayList<>();
        while (from.isBefore(known)) {
            Instant edge = earlier(nextMonth(from), from.plus(LONGEST));
            if (split.isAfter(from)) edge = earlier(edge, split);
            for (Instant step : leg.rateSteps()) {
                if (step.isAfter(from)) edge = earlier(edge, step);
            }
            boolean open = edge.isAfter(known);
            if (open && !ended) break;
            Instant to = earlier(edge, known);
            windows.add(new Window(from, to));
            from = to;
        }
        return windows;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// The start of the UTC calendar month after the one that holds `at`.
    static Instant nextMonth(Instant at) {
        return at.atZone(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .plusMonths(1)
                .toInstant();
    }
}
