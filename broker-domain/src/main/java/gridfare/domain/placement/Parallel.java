package gridfare.domain.placement;

import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Does the same for each of a few things, so that a slow provider holds up only its own. Failures
/// are logged, since the next run comes back to what is left.
final class Parallel {

    private static final Logger LOG = Logger.getLogger(Parallel.class.getName());
    private static final int MOST_AT_ONCE = 8;

    private Parallel() {}

    /// Returns when all are done.
    static <T> void each(Collection<T> things, String what, Consumer<T> action) {
        if (things.size() == 1) {
            attempt(things.iterator().next(), what, action);
            return;
        }
        var room = new Semaphore(MOST_AT_ONCE);
        var threads =
                things.stream()
                        .map(thing ->
                                Thread.ofVirtual()
                                        .name(what)
                                        .start(() -> {
                                            room.acquireUninterruptibly();
                                            try {
                                                attempt(thing, what, action);
                                            } finally {
                                                room.release();
                                            }
                                        }))
                        .toList();
        for (Thread thread : threads) {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static <T> void attempt(T thing, String what, Consumer<T> action) {
        try {
            action.accept(thing);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> what + " " + thing + " failed and will be repeated.");
        }
    }
}
