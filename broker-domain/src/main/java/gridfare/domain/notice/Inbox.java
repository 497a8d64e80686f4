package gridfare.domain.notice;

import gridfare.domain.json.JsonText;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// What an organisation has been told.
@UseCase
public class Inbox {

    @Inject StatelessSession session;
    @Inject InstantSource clock;

    /// The newest notices, newest first.
    ///
    /// @param limit at most so many
    /// @param before only those told before this one; null from the newest on
    public List<Notice> read(Party reader, int limit, @Nullable UUID before) {
        return session.createNativeQuery(
                        """
                        select id, kind, subjects::text as subjects, arguments::text as arguments,
                               told_at, read_at
                        from notice
                        where organisation_uuid = :organisation
                          and (cast(:before as uuid) is null or (told_at, id) <
                               (select told_at, id from notice
                                where id = :before and organisation_uuid = :organisation))
                        order by told_at desc, id desc\
                        """,
                        Object[].class)
                .addScalar("id", UUID.class)
                .addScalar("kind", String.class)
                .addScalar("subjects", String.class)
                .addScalar("arguments", String.class)
                .addScalar("told_at", Instant.class)
                .addScalar("read_at", Instant.class)
                .setParameter("organisation", reader.organisation().uuid())
                .setParameter("before", before, UUID.class)
                .setTupleTransformer((row, names) -> notice(reader.organisation(), row))
                .setMaxResults(limit)
                .getResultList();
    }

    public long unread(Party reader) {
        return session.createNativeQuery(
                        """
                        select count(*) from notice
                        where organisation_uuid = :organisation and read_at is null\
                        """,
                        Long.class)
                .setParameter("organisation", reader.organisation().uuid())
                .getSingleResult();
    }

    /// Marks all that was told until now as read.
    public void markRead(Party reader) {
        session.createNativeMutationQuery(
                        """
                        update notice set read_at = :now
                        where organisation_uuid = :organisation and read_at is null\
                        """)
                .setParameter("now", clock.instant())
                .setParameter("organisation", reader.organisation().uuid())
                .executeUpdate();
    }

    private static Notice notice(OrganisationId organisation, Object[] row) {
        return new Notice(
                (UUID) row[0],
                organisation,
                NoticeKind.valueOf((String) row[1]),
                JsonText.list((String) row[2]),
                JsonText.map((String) row[3]),
                (Instant) row[4],
                (Instant) row[5]);
    }
}
