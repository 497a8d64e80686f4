package gridfare.sandbox.stripe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event on its way to the webhook. `lastStatus` is what the webhook last answered, 0 if
/// nothing.
record Delivery(
        long number,
        String eventId,
        String type,
        int attempts,
        @Nullable Integer lastStatus,
        boolean delivered,
        Instant since) {

    Delivery attempted(int status) {
        boolean accepted = status >= 200 && status < 300;
        return new Delivery(
                number, eventId, type, attempts + 1, status, delivered || accepted, since);
    }
}
