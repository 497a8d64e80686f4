package gridfare.domain.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Stands before one provider on one node: lets a bounded number of calls through at once, and none
/// for a while after too many have failed, so that a provider that is silent costs nobody time.
///
/// Closed, it lets calls through. [#MOST_FAILURES] failures within [#WITHIN] open it for
/// [#OPEN_FOR]; then one call tries, and its outcome closes or opens it again. Thread-safe; all
/// instants are wall time.
final class Guard {

    static final int MOST_FAILURES = 5;
    static final Duration WITHIN = Duration.ofSeconds(30);
    static final Duration OPEN_FOR = Duration.ofSeconds(15);

    /// The bulkhead: so many calls at once.
    static final int AT_ONCE = 16;

    /// What was counted since it was last asked.
    ///
    /// @param worstMs the slowest call
    /// @param silentUntil until when nothing is asked; null: it is asked
    record Tally(
            int calls,
            int failures,
            long totalMs,
            long worstMs,
            @Nullable Instant silentUntil,
            String lastFailure) {}

    private final InstantSource wall;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Deque<Instant> failed = new ArrayDeque<>();
    private @Nullable Instant openUntil;
    private boolean trying;
    private int calls;
    private int failures;
    private long totalMs;
    private long worstMs;
    private String lastFailure = "";

    Guard(InstantSource wall) {
        this.wall = wall;
    }

    /// Calls the provider, or answers with `instead` of why it is not called. A call that is not
    /// made counts as nothing.
    ///
    /// @param failure why an answer is a failure; null for a good one
    <T> T call(
            Supplier<T> call, Function<T, @Nullable String> failure, Function<String, T> instead) {
        if (!mayCall()) return instead.apply("not asked: it did not answer lately");
        if (!room.tryAcquire()) {
            notTried();
            return instead.apply("not asked: %d calls are open".formatted(AT_ONCE));
        }
        long began = System.nanoTime();
        String why = "threw";
        try {
            T answer = call.get();
            why = failure.apply(answer);
            return answer;
        } finally {
            room.release();
            done(why, Duration.ofNanos(System.nanoTime() - began).toMillis());
        }
    }

    /// Whether calls are kept back now.
    synchronized boolean isOpen() {
        return openUntil != null && wall.instant().isBefore(openUntil);
    }

    private synchronized boolean mayCall() {
        if (openUntil == null) return true;
        if (trying || wall.instant().isBefore(openUntil)) return false;
        trying = true;
        return true;
    }

    private synchronized void notTried() {
        trying = false;
    }

    private synchronized void done(@Nullable String why, long millis) {
        Instant now = wall.instant();
        calls++;
        totalMs += millis;
        worstMs = Math.max(worstMs, millis);
        boolean tried = trying;
        trying = false;
        if (why == null) {
            failed.clear();
            openUntil = null;
            return;
        }
        failures++;
        lastFailure = why;
        failed.addLast(now);
        while (!failed.isEmpty() && failed.getFirst().isBefore(now.minus(WITHIN))) {
            failed.removeFirst();
        }
        if (tried || failed.size() >= MOST_FAILURES) {
            openUntil = now.plus(OPEN_FOR);
            failed.clear();
        }
    }

    /// Takes what was counted since the last time.
    synchronized Tally take() {
        var tally = new Tally(calls, failures, totalMs, worstMs, openUntil, lastFailure);
        calls = 0;
        failures = 0;
        totalMs = 0;
        worstMs = 0;
        return tally;
    }
}
