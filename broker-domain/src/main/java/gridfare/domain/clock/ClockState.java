package gridfare.domain.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where business time is.
///
/// @param offset what is added to wall time
/// @param frozenAt the instant at which it stands still; null while it runs
/// @param revision counts the moves
public record ClockState(Duration offset, @Nullable Instant frozenAt, long revision) {

    /// Business time when wall time is `wall`.
    public Instant at(Instant wall) {
        return frozenAt != null ? frozenAt : wall.plus(offset);
    }

    public boolean running() {
        return frozenAt == null;
    }

    /// Whether it is anything but wall time.
    public boolean wasMoved() {
        return frozenAt != null || !offset.isZero();
    }
}
