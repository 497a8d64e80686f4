package gridfare.domain.audit;

import gridfare.domain.json.JsonText;
import gridfare.domain.party.Operator;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.PersonId;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Shows the operator who did what.
@UseCase
public class ReadAudit {

    @Inject StatelessSession session;

    /// The newest first, at most `limit`, older than the entry `before` where given.
    public List<AuditEntry> latest(Operator operator, int limit, @Nullable UUID before) {
        return session
                .createNativeQuery(
                        """
                        select id, organisation_uuid, person_uuid, person_name, action, object,
                               cast(details as text) as details, at, business_at
                        from audit_entry
                        where cast(:before as uuid) is null or id < :before
                        order by id desc\
                        """,
                        Object[].class)
                .addScalar("id", UUID.class)
                .addScalar("organisation_uuid", UUID.class)
                .addScalar("person_uuid", UUID.class)
                .addScalar("person_name", String.class)
                .addScalar("action", String.class)
                .addScalar("object", String.class)
                .addScalar("details", String.class)
                .addScalar("at", Instant.class)
                .addScalar("business_at", Instant.class)
                .setParameter("before", before, UUID.class)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(ReadAudit::entry)
                .toList();
    }

    private static AuditEntry entry(@Nullable Object[] row) {
        UUID organisation = (UUID) row[1];
        UUID person = (UUID) row[2];
        return new AuditEntry(
                (UUID) row[0],
                organisation == null ? null : new OrganisationId(organisation),
                person == null ? null : new PersonId(person),
                (String) row[3],
                (String) row[4],
                (String) row[5],
                JsonText.map((String) row[6]),
                (Instant) row[7],
                (Instant) row[8]);
    }
}
