package gridfare.domain.key;

import gridfare.domain.clock.Wall;
import gridfare.domain.key.CheckedKey.Accepted;
import gridfare.domain.key.CheckedKey.Refused;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Finds out for whom a program acts by the token that it sends. Runs on the jobs' pool: nobody is
/// anybody's tenant yet. Asks the database each time, so a revoked key is refused at once on every
/// node.
@UseCase
public class CheckApiKey {

    /// How exactly the last use is known: one write a minute, however often a key is used.
    static final Duration EXACTNESS = Duration.ofMinutes(1);

    @Inject ApiKeys keys;
    @Inject @Wall InstantSource wall;

    public CheckedKey check(String text) {
        Optional<ApiKeyToken> token = ApiKeyToken.parse(text);
        if (token.isEmpty()) {
            return new Refused("not the form of a key");
        }
        Optional<ApiKey> found = keys.ofAnybody(token.get().key());
        if (found.isEmpty()) {
            return new Refused("no key " + token.get());
        }
        ApiKey key = found.get();
        if (!key.isOpenedBy(token.get())) {
            return new Refused("wrong secret for " + token.get());
        }
        if (key.isRevoked()) {
            return new Refused(token.get() + " is revoked");
        }
        note(key);
        return new Accepted(key.id(), key.party());
    }

    private void note(ApiKey key) {
        Instant now = wall.instant();
        Instant stale = now.minus(EXACTNESS);
        if (key.lastUsedAt().filter(last -> last.isAfter(stale)).isEmpty()) {
            keys.used(key.party().organisation(), key.id(), now, stale);
        }
    }
}
