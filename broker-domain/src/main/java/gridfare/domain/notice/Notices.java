package gridfare.domain.notice;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.TypedId;
import gridfare.domain.id.UuidV7;
import gridfare.domain.json.JsonText;
import gridfare.domain.party.OrganisationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// Tells organisations what happened, in the transaction in which it happened: both or neither.
@ApplicationScoped
@Transactional(MANDATORY)
public class Notices {

    @Inject StatelessSession session;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    /// Puts a notice into the inbox, and into the outbox for couriers.
    ///
    /// @param subjects what it is about, the most important first
    /// @param arguments what its text names, by name
    public void tell(
            OrganisationId organisation,
            NoticeKind kind,
            List<? extends TypedId> subjects,
            Map<String, String> arguments) {
        UUID id = UuidV7.at(wall.instant());
        session.createNativeMutationQuery(
                        """
                        insert into notice (id, organisation_uuid, kind, subjects, arguments, told_at)
                        values (:id, :organisation, :kind, cast(:subjects as jsonb),
                                cast(:arguments as jsonb), :now)\
                        """)
                .setParameter("id", id)
                .setParameter("organisation", organisation.uuid())
                .setParameter("kind", kind.name())
                .setParameter(
                        "subjects",
                        JsonText.write(subjects.stream().map(TypedId::external).toList()))
                .setParameter("arguments", JsonText.write(arguments))
                .setParameter("now", clock.instant())
                .executeUpdate();
        session.createNativeMutationQuery(
                        """
                        insert into notice_outbox (notice, organisation_uuid, due_at)
                        values (:id, :organisation, :now)\
                        """)
                .setParameter("id", id)
                .setParameter("organisation", organisation.uuid())
                .setParameter("now", wall.instant())
                .executeUpdate();
    }
}
