package gridfare.domain.idempotency;

import gridfare.domain.clock.Wall;
import gridfare.domain.idempotency.Once.Fresh;
import gridfare.domain.idempotency.Once.InProgress;
import gridfare.domain.idempotency.Once.KeyReused;
import gridfare.domain.idempotency.Once.Replayed;
import gridfare.domain.party.Party;
import gridfare.domain.usecase.Sessions;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;

/// Does a request once, however often it is sent: the deed and the note that it was done are one
/// transaction, so a crash leaves both or neither.
@UseCase
public class Idempotency {

    /// How long an answer is kept.
    private static final Duration KEPT = Duration.ofHours(24);

    private record Kept(String hash, StoredAnswer answer) {}

    @Inject StatelessSession session;
    @Inject Sessions sessions;
    @Inject @Wall InstantSource wall;

    /// Calls `deed` unless it was done under this key before. Use cases that it calls join the
    /// transaction.
    public Once once(
            Party caller, IdempotencyKey key, RequestHash hash, Supplier<StoredAnswer> deed) {
        if (!alone(caller, key)) {
            return new InProgress();
        }
        Optional<Kept> kept = find(caller, key);
        if (kept.isPresent()) {
            return kept.get().hash().equals(hash.hex())
                    ? new Replayed(kept.get().answer())
                    : new KeyReused();
        }
        StoredAnswer answer = deed.get();
        if (answer.refused()) {
            sessions.rollBackAtTheEnd();
        } else {
            keep(caller, key, hash, answer);
        }
        return new Fresh(answer);
    }

    /// Forgets answers that are older than a day.
    ///
    /// @return how many
    public int forgetOld() {
        return session.createNativeMutationQuery(
                        "delete from idempotency_key where answered_at < :old")
                .setParameter("old", wall.instant().minus(KEPT))
                .executeUpdate();
    }

    /// Locks the key until the transaction ends, or says at once that another one has it.
    private boolean alone(Party caller, IdempotencyKey key) {
        return session.createNativeQuery(
                        "select pg_try_advisory_xact_lock(hashtextextended(:key, 0))",
                        Boolean.class)
                .setParameter("key", caller.organisation().uuid() + " " + key.value())
                .getSingleResult();
    }

    private Optional<Kept> find(Party caller, IdempotencyKey key) {
        return session.createNativeQuery(
                        """
                        select request_hash, status, location, body from idempotency_key
                        where organisation_uuid = :organisation and key = :key\
                        """,
                        Object[].class)
                .addScalar("request_hash", String.class)
                .addScalar("status", Integer.class)
                .addScalar("location", String.class)
                .addScalar("body", String.class)
                .setParameter("organisation", caller.organisation().uuid())
                .setParameter("key", key.value())
                .setTupleTransformer((row, names) ->
                        new Kept(
                                (String) row[0],
                                StoredAnswer.done(
                                        (Integer) row[1], (String) row[2], (String) row[3])))
                .uniqueResultOptional();
    }

    private void keep(Party caller, IdempotencyKey key, RequestHash hash, StoredAnswer answer) {
        session.createNativeMutationQuery(
                        """
                        insert into idempotency_key
                            (organisation_uuid, key, request_hash, status, location, body, answered_at)
                        values (:organisation, :key, :hash, :status, :location, :body, :now)\
                        """)
                .setParameter("organisation", caller.organisation().uuid())
                .setParameter("key", key.value())
                .setParameter("hash", hash.hex())
                .setParameter("status", answer.status())
                .setParameter("location", answer.location(), String.class)
                .setParameter("body", answer.body())
                .setParameter("now", wall.instant())
                .executeUpdate();
    }
}
