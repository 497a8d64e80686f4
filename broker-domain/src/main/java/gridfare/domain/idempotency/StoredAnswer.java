package gridfare.domain.idempotency;

import org.jspecify.annotations.Nullable;

/// An answer as it was given, so that it can be given again.
///
/// @param status the status code
/// @param location where what was made is found
/// @param body JSON
/// @param refused whether the answer is a no: then nothing is kept, the key stays free, and all
///   that was written on the way is rolled back
public record StoredAnswer(int status, @Nullable String location, String body, boolean refused) {

    public static StoredAnswer done(int status, @Nullable String location, String body) {
        return new StoredAnswer(status, location, body, false);
    }

    public static StoredAnswer refused(int status, String body) {
        return new StoredAnswer(status, null, body, true);
    }
}
