package gridfare.domain.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Wall time that passes only when a test says so.
public final class TestClock implements InstantSource {

    private volatile Instant now;

    TestClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
