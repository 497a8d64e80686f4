package gridfare.domain.key;

import gridfare.domain.party.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.Page;

/// Kept keys. Each method is one statement.
public interface ApiKeys {

    StatelessSession session();

    default void add(ApiKey key) {
        session().insert(key);
    }

    /// Of whichever organisation: only for finding out who is asking, on the jobs' pool.
    default Optional<ApiKey> ofAnybody(ApiKeyId id) {
        return Optional.ofNullable(session().get(ApiKey.class, id));
    }

    @HQL("select k from ApiKey k where k.id = :id and k.organisation = :organisation")
    Optional<ApiKey> find(OrganisationId organisation, ApiKeyId id);

    @HQL("select k from ApiKey k where k.organisation = :organisation order by k.id.uuid desc")
    List<ApiKey> latest(OrganisationId organisation, Page most);

    @HQL(
            "select k from ApiKey k where k.organisation = :organisation and k.id.uuid < :before"
                    + " order by k.id.uuid desc")
    List<ApiKey> latestBefore(OrganisationId organisation, UUID before, Page most);

    @HQL(
            "select count(k) from ApiKey k where k.organisation = :organisation"
                    + " and k.revokedAt is null")
    long live(OrganisationId organisation);

    /// @return 1, or 0 where it was revoked before
    @HQL(
            "update ApiKey k set k.revokedAt = :at where k.id = :id"
                    + " and k.organisation = :organisation and k.revokedAt is null")
    int revoke(OrganisationId organisation, ApiKeyId id, Instant at);

    /// Notes a use, unless one after `stale` is noted already.
    @HQL(
            "update ApiKey k set k.lastUsedAt = :at where k.id = :id"
                    + " and k.organisation = :organisation"
                    + " and (k.lastUsedAt is null or k.lastUsedAt <= :stale)")
    int used(OrganisationId organisation, ApiKeyId id, Instant at, Instant stale);
}
