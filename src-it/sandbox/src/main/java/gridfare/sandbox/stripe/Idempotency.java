package gridfare.sandbox.stripe;

import gridfare.sandbox.store.Change;
import gridfare.sandbox.store.Store;
import gridfare.sandbox.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The first answer to a key, sent again to who repeats it. Forgotten after 24 hours of business
/// time.
final class Idempotency {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int LONGEST_KEY = 255;

    private final Table<Kept> kept;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /// What was answered. `request` is method, path and parameters.
    record Kept(String request, int status, String body, Instant at) {}

    Idempotency(Store store) {
        this.kept = store.table("stripe-idempotency", Kept.class);
    }

    /// Holds the key until [#leave].
    ///
    /// @throws StripeFailure if another call holds it
    void enter(String key) {
        if (key.length() > LONGEST_KEY) {
            throw StripeFailure.invalid("Idempotency keys have up to 255 characters.");
        }
        if (!running.add(key)) {
            throw new StripeFailure(
                    409,
                    "idempotency_error",
                    "idempotency_key_in_use",
                    "There is currently another in-progress request using this idempotency key.");
        }
    }

    void leave(String key) {
        running.remove(key);
    }

    /// @throws StripeFailure if the key was used for something else
    Optional<Kept> find(String key, String request, Instant now) {
        Optional<Kept> found = kept.find(key).filter(old -> now.isBefore(old.at().plus(KEPT)));
        if (found.isPresent() && !found.get().request().equals(request)) {
            throw new StripeFailure(
                    400,
                    "idempotency_error",
                    null,
                    "Keys for idempotent requests can only be used with the same parameters they were first used with.");
        }
        return found;
    }

    Change keep(String key, Kept answer) {
        return kept.put(key, answer);
    }
}
