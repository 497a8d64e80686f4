package gridfare.web.security;

import java.time.Instant;

/// A token bucket of one caller: `perSecond` on average, `burst` at once. Not safe for use by
/// several threads; its owner locks.
final class RateLimit {

    private final double perSecond;
    private final double burst;
    private double left;
    private Instant filledAt;

    RateLimit(double perSecond, double burst, Instant now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.left = burst;
        this.filledAt = now;
    }

    /// @return whole seconds to wait, 0 where the request may go on
    int take(Instant now) {
        fill(now);
        if (left >= 1) {
            left -= 1;
            return 0;
        }
        return (int) Math.ceil((1 - left) / perSecond);
    }

    int left() {
        return (int) left;
    }

    boolean isFull(Instant now) {
        fill(now);
        return left >= burst;
    }

    private void fill(Instant now) {
        double seconds = Math.max(0, java.time.Duration.between(filledAt, now).toNanos() / 1e9);
        left = Math.min(burst, left + seconds * perSecond);
        filledAt = now;
    }
}
