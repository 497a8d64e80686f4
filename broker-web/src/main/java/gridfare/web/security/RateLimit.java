package gridfare.web.security;

import gridfare.domain.key.CallLimit;
import java.time.Duration;
import java.time.Instant;

/// A token bucket of one caller. Not safe for use by several threads; its owner locks.
final class RateLimit {

    private final CallLimit limit;
    private double left;
    private Instant filledAt;

    RateLimit(CallLimit limit, Instant now) {
        this.limit = limit;
        this.left = limit.burst();
        this.filledAt = now;
    }

    /// What a caller is told of where it stands.
    ///
    /// @param left how many more it may ask at once
    /// @param waitSeconds until the request that was just refused may come again; 0 where it may go
    ///   on
    /// @param fullInSeconds until it may ask a whole burst at once
    record Standing(CallLimit limit, int left, int waitSeconds, int fullInSeconds) {}

    Standing take(Instant now) {
        fill(now);
        int wait = 0;
        if (left >= 1) {
            left -= 1;
        } else {
            wait = seconds(1 - left);
        }
        return new Standing(limit, (int) left, wait, seconds(limit.burst() - left));
    }

    boolean isFull(Instant now) {
        fill(now);
        return left >= limit.burst();
    }

    /// Whether it is about `other`, with the same numbers.
    boolean keeps(CallLimit other) {
        return limit.equals(other);
    }

    private int seconds(double missing) {
        return (int) Math.ceil(missing / limit.perSecond());
    }

    private void fill(Instant now) {
        double seconds = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
        left = Math.min(limit.burst(), left + seconds * limit.perSecond());
        filledAt = now;
    }
}
