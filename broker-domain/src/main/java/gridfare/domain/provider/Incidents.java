package gridfare.domain.provider;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.party.Operator;
import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// The history of what providers did: shown to the operator, and to each provider its own.
@UseCase
public class Incidents {

    @Inject StatelessSession session;
    @Inject Providers providers;
    @Inject @Wall InstantSource wall;

    /// Writes one down, within the transaction of what it happened to where there is one.
    @Transactional(Transactional.TxType.REQUIRED)
    public void record(
            ProviderId provider, Incident.Kind kind, @Nullable LegId leg, String detail) {
        session.createNativeMutationQuery(
                        """
                        insert into provider_incident (id, provider_uuid, kind, leg_uuid, at, detail)
                        values (:id, :provider, :kind, :leg, :now, :detail)\
                        """)
                .setParameter("id", UuidV7.at(wall.instant()))
                .setParameter("provider", provider.uuid())
                .setParameter("kind", kind.name())
                .setParameter("leg", leg == null ? null : leg.uuid(), UUID.class)
                .setParameter("now", wall.instant())
                .setParameter("detail", detail)
                .executeUpdate();
    }

    /// The newest of all providers.
    public List<Incident> latest(Operator operator, int limit) {
        return read("true", null, limit);
    }

    /// The newest of the party's own accounts.
    public List<Incident> of(Party provider, int limit) {
        return read(
                """
                i.provider_uuid in (select p.id_uuid from provider p
                    where p.organisation_uuid = :organisation)\
                """,
                provider.organisation().uuid(),
                limit);
    }

    private List<Incident> read(String which, @Nullable UUID organisation, int limit) {
        var query =
                session.createNativeQuery(
                                """
                                select i.id, i.provider_uuid, i.kind, i.leg_uuid, i.at, i.over_at, i.detail
                                from provider_incident i where %s order by i.at desc, i.id desc\
                                """
                                        .formatted(which),
                                Object[].class)
                        .addScalar("id", UUID.class)
                        .addScalar("provider_uuid", UUID.class)
                        .addScalar("kind", String.class)
                        .addScalar("leg_uuid", UUID.class)
                        .addScalar("at", Instant.class)
                        .addScalar("over_at", Instant.class)
                        .addScalar("detail", String.class)
                        .setMaxResults(limit);
        if (organisation != null) query.setParameter("organisation", organisation);
        return query.setTupleTransformer((row, names) -> incident(row)).getResultList();
    }

    private static Incident incident(Object[] row) {
        UUID leg = (UUID) row[3];
        return new Incident(
                (UUID) row[0],
                new ProviderId((UUID) row[1]),
                Incident.Kind.valueOf((String) row[2]),
                leg == null ? null : new LegId(leg),
                (Instant) row[4],
                (Instant) row[5],
                (String) row[6]);
    }
}
