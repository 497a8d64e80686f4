package gridfare.sandbox.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/// How our threads end: told to, then waited for, so that nobody writes after the store was closed.
public final class Threads {

    private static final int PATIENCE_SECONDS = 5;

    private Threads() {}

    public static void end(ExecutorService threads) {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Threads go on after " + PATIENCE_SECONDS + " s.");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
