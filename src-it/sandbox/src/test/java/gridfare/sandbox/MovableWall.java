package gridfare.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The system's clock, which a test may move forward instead of waiting.
public final class MovableWall implements InstantSource {

    private volatile Duration moved = Duration.ZERO;

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(moved);
    }

    public void move(Duration by) {
        moved = moved.plus(by);
    }
}
