package gridfare.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition of the outside, asking again and again.
final class Await {

    private Await() {}

    /// @return whether `condition` became true within `patience`
    static boolean until(BooleanSupplier condition, Duration patience, Duration pause) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new StackFailure("Interrupted.");
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return true;
    }
}
