package gridfare.domain.placement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.StatelessSession;

/// What providers' organisations may see of legs: rows of their own, written by jobs only.
@ApplicationScoped
class Leases {

    @Inject StatelessSession session;

    /// Shows what changed; a leg is seen from its order on.
    void show(PlacementCase one) {
        Set<Leg> changed = new LinkedHashSet<>(one.changedLegs());
        for (Leg leg : changed) {
            if (leg.orderedAt().isPresent()) show(leg);
        }
    }

    private void show(Leg leg) {
        String state =
                switch (leg.state()) {
                    case PLANNED, HELD, STARTING -> "STARTING";
                    case RUNNING -> "RUNNING";
                    case STOPPING -> "STOPPING";
                    case RELEASED, REFUSED, LOST -> "ENDED";
                };
        session.createNativeMutationQuery(
                        """
                        insert into lease (leg_uuid, organisation_uuid, provider_uuid, site_uuid, chip,
                            instance_type, instances, gpus, purchase_option, price_micros, price_currency,
                            state, started_at, ended_at)
                        select l.id_uuid, p.organisation_uuid, l.provider_uuid, l.site_uuid, l.chip,
                            l.instance_type, l.instances, l.gpus, l.purchase_option,
                            l.provider_price_micros, l.provider_price_currency,
                            :state, l.running_since, l.stopped_at
                        from leg l join provider p on p.id_uuid = l.provider_uuid
                        where l.id_uuid = :leg
                        on conflict (leg_uuid) do update
                        set state = excluded.state, started_at = excluded.started_at,
                            ended_at = excluded.ended_at, price_micros = excluded.price_micros\
                        """)
                .setParameter("state", state)
                .setParameter("leg", leg.id().uuid())
                .executeUpdate();
    }
}
