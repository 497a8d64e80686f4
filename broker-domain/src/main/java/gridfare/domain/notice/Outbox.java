package gridfare.domain.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import gridfare.domain.clock.Wall;
import gridfare.domain.id.ExternalId;
import gridfare.domain.party.Operator;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// The database's side of delivering notices: what is due, for whom, and what became of it. What
/// has failed [#MOST_ATTEMPTS] times is parked, so that what is behind it goes on.
@UseCase
public class Outbox {

    static final int MOST_ATTEMPTS = 5;

    /// How long after the first, second, … attempt the next one is made.
    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1));

    /// While a message is under way nobody else carries it.
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// A message to carry.
    ///
    /// @param attempt counted from 1
    record Message(UUID notice, WebhookId endpoint, String url, String body, int attempt) {}

    /// What was set aside after too many attempts.
    ///
    /// @param url null where the notice could not even be made into a message
    public record Parked(
            UUID notice, String kind, @Nullable String url, String failure, Instant since) {}

    @Inject StatelessSession session;
    @Inject @Wall InstantSource wall;

    /// Notices that were not yet made into messages.
    public List<UUID> fresh(int most) {
        return session.createNativeQuery(
                        """
                        select notice from notice_outbox
                        where delivered_at is null and parked_at is null and due_at <= :now
                        order by due_at, notice\
                        """,
                        UUID.class)
                .setParameter("now", wall.instant())
                .setMaxResults(most)
                .getResultList();
    }

    /// Makes a notice into a message for each address of its organisation; none is fine too.
    ///
    /// @throws RuntimeException if the row cannot be understood: see [#failed(UUID, String)]
    public void address(UUID notice) {
        Object[] row =
                session.createNativeQuery(
                                """
                                select n.kind, n.subjects::text as subjects, n.arguments::text as arguments,
                                    n.told_at
                                from notice_outbox o join notice n on n.id = o.notice
                                where o.notice = :notice and o.delivered_at is null for update of o\
                                """,
                                Object[].class)
                        .addScalar("kind", String.class)
                        .addScalar("subjects", String.class)
                        .addScalar("arguments", String.class)
                        .addScalar("told_at", Instant.class)
                        .setParameter("notice", notice)
                        .getSingleResultOrNull();
        if (row == null) return;
        String body =
                body(
                        notice,
                        NoticeKind.valueOf((String) row[0]),
                        (String) row[1],
                        (String) row[2],
                        (Instant) row[3]);
        session.createNativeMutationQuery(
                        """
                        insert into webhook_delivery (notice, endpoint_uuid, organisation_uuid, body, due_at)
                        select o.notice, e.id_uuid, o.organisation_uuid, :body, :now
                        from notice_outbox o join webhook_endpoint e
                            on e.organisation_uuid = o.organisation_uuid and e.removed_at is null
                        where o.notice = :notice
                        on conflict do nothing\
                        """)
                .setParameter("body", body)
                .setParameter("now", wall.instant())
                .setParameter("notice", notice)
                .executeUpdate();
        session.createNativeMutationQuery(
                        "update notice_outbox set delivered_at = :now where notice = :notice")
                .setParameter("now", wall.instant())
                .setParameter("notice", notice)
                .executeUpdate();
    }

    /// A notice could not be made into a message.
    public void failed(UUID notice, String why) {
        session.createNativeMutationQuery(
                        """
                        update notice_outbox set attempts = attempts + 1, failure = :why,
                            due_at = cast(:now as timestamptz) + make_interval(secs => 10 * power(4, attempts)),
                            parked_at = case when attempts + 1 >= :most then cast(:now as timestamptz) end
                        where notice = :notice\
                        """)
                .setParameter("why", why)
                .setParameter("now", wall.instant())
                .setParameter("most", MOST_ATTEMPTS)
                .setParameter("notice", notice)
                .executeUpdate();
    }

    /// Messages to carry now, taken so that no other node carries them too.
    public List<Message> due(int most) {
        Instant now = wall.instant();
        return session.createNativeQuery(
                        """
                        update webhook_delivery d set attempts = d.attempts + 1, due_at = :until
                        from webhook_endpoint e
                        where e.id_uuid = d.endpoint_uuid and (d.notice, d.endpoint_uuid) in (
                            select notice, endpoint_uuid from webhook_delivery
                            where delivered_at is null and parked_at is null and due_at <= :now
                            order by due_at limit :most for update skip locked)
                        returning d.notice, d.endpoint_uuid, e.url, d.body, d.attempts\
                        """,
                        Object[].class)
                .addScalar("notice", UUID.class)
                .addScalar("endpoint_uuid", UUID.class)
                .addScalar("url", String.class)
                .addScalar("body", String.class)
                .addScalar("attempts", Integer.class)
                .setParameter("until", now.plus(LEASE))
                .setParameter("now", now)
                .setParameter("most", most)
                .setTupleTransformer((row, names) ->
                        new Message(
                                (UUID) row[0],
                                new WebhookId((UUID) row[1]),
                                (String) row[2],
                                (String) row[3],
                                (Integer) row[4]))
                .getResultList();
    }

    public void delivered(UUID notice, WebhookId endpoint) {
        session.createNativeMutationQuery(
                        """
                        update webhook_delivery set delivered_at = :now, failure = null
                        where notice = :notice and endpoint_uuid = :endpoint\
                        """)
                .setParameter("now", wall.instant())
                .setParameter("notice", notice)
                .setParameter("endpoint", endpoint.uuid())
                .executeUpdate();
    }

    /// A message was not taken.
    ///
    /// @param attempt which one it was, counted from 1
    /// @param forGood whether another attempt is in vain
    public void failed(UUID notice, WebhookId endpoint, int attempt, boolean forGood, String why) {
        boolean over = forGood || attempt >= MOST_ATTEMPTS;
        Instant now = wall.instant();
        session.createNativeMutationQuery(
                        """
                        update webhook_delivery set failure = :why, due_at = :next, parked_at = :parked
                        where notice = :notice and endpoint_uuid = :endpoint\
                        """)
                .setParameter("why", why)
                .setParameter("next", over ? now : now.plus(WAITS.get(attempt - 1)))
                .setParameter("parked", over ? now : null, Instant.class)
                .setParameter("notice", notice)
                .setParameter("endpoint", endpoint.uuid())
                .executeUpdate();
    }

    /// What was set aside, the newest first.
    public List<Parked> parked(Operator operator, int limit) {
        return session.createNativeQuery(
                        """
                        select o.notice, n.kind, cast(null as text) as url, o.failure, o.parked_at
                        from notice_outbox o join notice n on n.id = o.notice
                        where o.parked_at is not null
                        union all
                        select d.notice, n.kind, e.url, d.failure, d.parked_at
                        from webhook_delivery d join notice n on n.id = d.notice
                        join webhook_endpoint e on e.id_uuid = d.endpoint_uuid
                        where d.parked_at is not null
                        order by parked_at desc\
                        """,
                        Object[].class)
                .addScalar("notice", UUID.class)
                .addScalar("kind", String.class)
                .addScalar("url", String.class)
                .addScalar("failure", String.class)
                .addScalar("parked_at", Instant.class)
                .setMaxResults(limit)
                .setTupleTransformer((row, names) ->
                        new Parked(
                                (UUID) row[0],
                                (String) row[1],
                                (String) row[2],
                                (String) row[3],
                                (Instant) row[4]))
                .getResultList();
    }

    /// A thin message: what it is about, to be fetched; nothing that a reader of the address should
    /// not see.
    private static String body(
            UUID notice, NoticeKind kind, String subjects, String arguments, Instant toldAt) {
        Map<String, Object> message = new LinkedHashMap<>();
        try {
            message.put("id", ExternalId.text("evt", notice));
            message.put("type", kind.eventType());
            message.put("created_at", toldAt.toString());
            message.put("subjects", MAPPER.readTree(subjects));
            message.put("data", MAPPER.readTree(arguments));
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A notice that is no JSON: " + notice, e);
        }
    }
}
