package gridfare.provider.limit;

import static java.util.Objects.requireNonNullElse;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Sends single requests. Each ends in time, whatever the vendor or its SDK does: it runs on a
/// virtual thread of its own, which is interrupted, and so its connection closed, when the time is
/// up.
public final class Ask {

    private Ask() {}

    /// @param failed sorts what the SDK threw; it must not repeat a message of the SDK or the
    ///   vendor, which may hold what was signed
    public static <T> Answer<T> once(
            String name,
            Duration left,
            Callable<T> request,
            Function<Throwable, Answer<T>> failed) {
        if (!left.isPositive()) return new Answer.Lost<>("No time was left to ask.");
        var task = new FutureTask<>(request);
        Thread.ofVirtual().name(name).start(task);
        try {
            return new Answer.Body<>(task.get(left.toNanos(), NANOSECONDS));
        } catch (TimeoutException late) {
            task.cancel(true);
            return new Answer.Lost<>("No answer within " + left.toMillis() + " ms.");
        } catch (InterruptedException stopped) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Lost<>("Interrupted while waiting.");
        } catch (ExecutionException thrown) {
            Throwable cause = requireNonNullElse(thrown.getCause(), thrown);
            if (cause instanceof Error error) throw error;
            return failed.apply(cause);
        }
    }

    /// What may be said of a failure that is no answer: its kind, not its message.
    public static <T> Answer<T> lost(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) root = root.getCause();
        return new Answer.Lost<>(root.getClass().getSimpleName() + ".");
    }

    /// Whether a code of the vendor's is one, and not some text that must not be shown.
    public static boolean isCode(String code) {
        return code.matches("[A-Za-z0-9._-]{1,128}") && !code.equals("null");
    }

    /// The vendor's number of a request, if it looks like one.
    public static String requestId(Object id) {
        return id instanceof String text && text.matches("[A-Za-z0-9-]{1,64}") ? text : "unknown";
    }
}
