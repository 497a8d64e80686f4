package gridfare.domain.key;

import gridfare.domain.audit.AuditLog;
import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.key.KeyCreation.Created;
import gridfare.domain.key.KeyCreation.RoleTooHigh;
import gridfare.domain.key.KeyCreation.TooManyKeys;
import gridfare.domain.key.KeyRevocation.NoSuchKey;
import gridfare.domain.key.KeyRevocation.Revoked;
import gridfare.domain.party.Party;
import gridfare.domain.party.Role;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;

/// Makes an organisation's keys, shows them without their secrets, and revokes them. Only people do
/// it: a stolen key can neither make itself a successor nor lock its owner out.
@UseCase
public class ManageApiKeys {

    static final int MOST_LIVE = 100;

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject ApiKeys keys;
    @Inject AuditLog audit;
    @Inject @Wall InstantSource wall;

    /// @param name 1 to [ApiKey#LONGEST_NAME] characters, for people to tell keys apart
    /// @param role what the key may do: at most what its maker may
    public KeyCreation create(Party maker, String name, Role role) {
        if (!mayManage(maker)) {
            return new KeyCreation.MayNotManageKeys();
        }
        if (!maker.role().mayGive(role)) {
            return new RoleTooHigh(maker.role());
        }
        if (keys.live(maker.organisation()) >= MOST_LIVE) {
            return new TooManyKeys(MOST_LIVE);
        }
        Instant now = wall.instant();
        ApiKeyToken token = ApiKeyToken.random(new ApiKeyId(UuidV7.at(now)), RANDOM);
        ApiKey key = new ApiKey(token, maker, name, role, now);
        keys.add(key);
        audit.record(maker, "api-key-created", key.id(), Map.of("name", name, "role", role.name()));
        return new Created(key, token);
    }

    public Optional<ApiKey> find(Party party, ApiKeyId id) {
        return keys.find(party.organisation(), id);
    }

    /// The newest first, revoked ones too, at most `limit`, older than `before` where given.
    public List<ApiKey> list(Party party, int limit, @Nullable ApiKeyId before) {
        Page most = Page.first(limit);
        return before == null
                ? keys.latest(party.organisation(), most)
                : keys.latestBefore(party.organisation(), before.uuid(), most);
    }

    /// From the next request on the key opens nothing.
    public KeyRevocation revoke(Party party, ApiKeyId id) {
        if (!mayManage(party)) {
            return new KeyRevocation.MayNotManageKeys();
        }
        if (keys.find(party.organisation(), id).isEmpty()) {
            return new NoSuchKey();
        }
        if (keys.revoke(party.organisation(), id, wall.instant()) > 0) {
            audit.record(party, "api-key-revoked", id, Map.of());
        }
        return new Revoked();
    }

    /// Where a key acts, its own id stands in the person's place.
    private boolean mayManage(Party party) {
        return party.role().mayManage()
                && keys.find(party.organisation(), new ApiKeyId(party.person().uuid())).isEmpty();
    }
}
