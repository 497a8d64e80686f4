package gridfare.domain.audit;

import static jakarta.transaction.Transactional.TxType.REQUIRED;

import gridfare.domain.clock.ClockMove;
import gridfare.domain.clock.Wall;
import gridfare.domain.id.TypedId;
import gridfare.domain.id.UuidV7;
import gridfare.domain.json.JsonText;
import gridfare.domain.party.Operator;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.usecase.UseCase;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Writes down who did what, in the transaction of the deed where there is one.
@UseCase
@Transactional(REQUIRED)
public class AuditLog {

    @Inject StatelessSession session;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    /// @param action a verb phrase in kebab case, e.g. `placement-accepted`
    /// @param object what it was done to, if one thing
    public void record(
            Party who, String action, @Nullable TypedId object, Map<String, String> details) {
        write(who.person(), who.name(), who.organisation(), action, object, details);
    }

    /// @param organisation the organisation that it concerns, if one
    public void record(
            Operator who,
            @Nullable OrganisationId organisation,
            String action,
            @Nullable TypedId object,
            Map<String, String> details) {
        write(who.person(), who.name(), organisation, action, object, details);
    }

    /// What a job did by itself.
    public void recordJob(
            String job,
            @Nullable OrganisationId organisation,
            String action,
            @Nullable TypedId object,
            Map<String, String> details) {
        write(null, job, organisation, action, object, details);
    }

    void clockMoved(@Observes ClockMove move) {
        record(move.who(), null, move.action(), null, move.details());
    }

    private void write(
            @Nullable PersonId person,
            String name,
            @Nullable OrganisationId organisation,
            String action,
            @Nullable TypedId object,
            Map<String, String> details) {
        session.createNativeMutationQuery(
                        """
                        insert into audit_entry (id, organisation_uuid, person_uuid, person_name, action,
                                                 object, details, at, business_at)
                        values (:id, :organisation, :person, :name, :action, :object,
                                cast(:details as jsonb), :at, :businessAt)\
                        """)
                .setParameter("id", UuidV7.at(wall.instant()))
                .setParameter(
                        "organisation",
                        organisation == null ? null : organisation.uuid(),
                        UUID.class)
                .setParameter("person", person == null ? null : person.uuid(), UUID.class)
                .setParameter("name", name)
                .setParameter("action", action)
                .setParameter("object", object == null ? null : object.external(), String.class)
                .setParameter("details", JsonText.write(details))
                .setParameter("at", wall.instant())
                .setParameter("businessAt", clock.instant())
                .executeUpdate();
    }
}
