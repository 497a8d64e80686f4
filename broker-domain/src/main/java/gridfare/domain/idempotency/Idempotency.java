package gridfare.domain.idempotency;

import gridfare.domain.clock.Wall;
import gridfare.domain.idempotency.Once.Fresh;
import gridfare.domain.idempotency.Once.InProgress;
import gridfare.domain.idempotency.Once.KeyReused;
import gridfare.domain.idempotency.Once.Replayed;
import gridfare.domain.party.Operator;
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

    /// Calls `deed` unless it was done for this organisation under this key before. Use cases that
    /// it calls join the transaction; where one of them refuses, nothing was done and the key stays
    /// free, whatever the answer says.
    public Once once(
            Party caller, IdempotencyKey key, RequestHash hash, Supplier<StoredAnswer> deed) {
        return once(new Answers.OfTenant(caller.organisation()), key, hash, deed);
    }

    /// The same for a command of the operator's.
    public Once once(
            Operator caller, IdempotencyKey key, RequestHash hash, Supplier<StoredAnswer> deed) {
        return once(new Answers.OfOperator(caller.person()), key, hash, deed);
    }

    private Once once(
            Answers answers, IdempotencyKey key, RequestHash hash, Supplier<StoredAnswer> deed) {
        if (!alone(answers, key)) {
            return new InProgress();
        }
        Optional<Kept> kept = find(answers, key);
        if (kept.isPresent()) {
            return kept.get().hash().equals(hash.hex())
                    ? new Replayed(kept.get().answer())
                    : new KeyReused();
        }
        StoredAnswer answer = deed.get();
        if (answer.refused()) {
            sessions.rollBackAtTheEnd();
        } else if (!sessions.rollsBackAtTheEnd()) {
            keep(answers, key, hash, answer);
        }
        return new Fresh(answer);
    }

    /// Forgets answers that are older than a day.
    ///
    /// @return how many
    public int forgetOld() {
        int forgotten = 0;
        for (String table : Answers.TABLES) {
            forgotten +=
                    session.createNativeMutationQuery(
                                    "delete from %s where answered_at < :old".formatted(table))
                            .setParameter("old", wall.instant().minus(KEPT))
                            .executeUpdate();
        }
        return forgotten;
    }

    /// Locks the key until the transaction ends, or says at once that another one has it.
    private boolean alone(Answers answers, IdempotencyKey key) {
        return session.createNativeQuery(
                        "select pg_try_advisory_xact_lock(hashtextextended(:key, 0))",
                        Boolean.class)
                .setParameter("key", answers.whose() + " " + key.value())
                .getSingleResult();
    }

    private Optional<Kept> find(Answers answers, IdempotencyKey key) {
        return session.createNativeQuery(
                        """
                        select request_hash, status, location, body from %s
                        where %s = :whose and key = :key\
                        """
                                .formatted(answers.table(), answers.column()),
                        Object[].class)
                .addScalar("request_hash", String.class)
                .addScalar("status", Integer.class)
                .addScalar("location", String.class)
                .addScalar("body", String.class)
                .setParameter("whose", answers.whose())
                .setParameter("key", key.value())
                .setTupleTransformer((row, names) ->
                        new Kept(
                                (String) row[0],
                                StoredAnswer.done(
                                        (Integer) row[1], (String) row[2], (String) row[3])))
                .uniqueResultOptional();
    }

    private void keep(Answers answers, IdempotencyKey key, RequestHash hash, StoredAnswer answer) {
        session.createNativeMutationQuery(
                        """
                        insert into %s
                            (%s, key, request_hash, status, location, body, answered_at)
                        values (:whose, :key, :hash, :status, :location, :body, :now)\
                        """
                                .formatted(answers.table(), answers.column()))
                .setParameter("whose", answers.whose())
                .setParameter("key", key.value())
                .setParameter("hash", hash.hex())
                .setParameter("status", answer.status())
                .setParameter("location", answer.location(), String.class)
                .setParameter("body", answer.body())
                .setParameter("now", wall.instant())
                .executeUpdate();
    }
}
