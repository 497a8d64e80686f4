package gridfare.domain.clock;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// The clock in the database, in transactions of its own: whoever asks the time must not see an old
/// one because of a transaction that began earlier.
@UseCase
@Transactional(REQUIRES_NEW)
class ClockRow {

    /// A node that was not heard for so long is down and confirms nothing.
    private static final Duration NODE_LIFE = Duration.ofSeconds(10);

    @Inject StatelessSession session;

    ClockState read() {
        return session.createNativeQuery(
                        "select offset_millis, frozen_at, revision from business_clock",
                        Object[].class)
                .addScalar("offset_millis", Long.class)
                .addScalar("frozen_at", Instant.class)
                .addScalar("revision", Long.class)
                .setTupleTransformer((values, names) ->
                        new ClockState(
                                Duration.ofMillis((Long) values[0]),
                                (Instant) values[1],
                                (Long) values[2]))
                .getSingleResult();
    }

    /// Moves the clock from the state `expected`.
    ///
    /// @return empty where another one moved it meanwhile
    Optional<ClockState> move(ClockState expected, Duration offset, @Nullable Instant frozenAt) {
        int moved =
                session.createNativeMutationQuery(
                                """
                                update business_clock
                                set offset_millis = :offset, frozen_at = :frozen,
                                    revision = revision + 1
                                where revision = :expected\
                                """)
                        .setParameter("offset", offset.toMillis())
                        .setParameter("frozen", frozenAt, Instant.class)
                        .setParameter("expected", expected.revision())
                        .executeUpdate();
        return moved == 0
                ? Optional.empty()
                : Optional.of(new ClockState(offset, frozenAt, expected.revision() + 1));
    }

    void confirm(String node, long revision, Instant wallNow) {
        session.createNativeMutationQuery(
                        """
                        insert into clock_node (node, revision, seen_at) values (:node, :revision, :now)
                        on conflict (node) do update
                        set revision = excluded.revision, seen_at = excluded.seen_at\
                        """)
                .setParameter("node", node)
                .setParameter("revision", revision)
                .setParameter("now", wallNow)
                .executeUpdate();
    }

    /// Whether every live node has taken `revision` in.
    boolean confirmed(long revision, Instant wallNow) {
        return session.createNativeQuery(
                                """
                                select count(*) from clock_node
                                where seen_at > :living and revision < :revision\
                                """,
                                Long.class)
                        .setParameter("living", wallNow.minus(NODE_LIFE))
                        .setParameter("revision", revision)
                        .getSingleResult()
                == 0;
    }
}
