package gridfare.domain.placement;

import gridfare.domain.clock.ClockSettings;
import gridfare.domain.clock.Wall;
import gridfare.domain.provider.LegId;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/// Deals out legs that need a provider's answer, so that several nodes and jobs never ask about one
/// leg at once. A lease on wall time outlives a node by half a minute at most; a node that starts
/// again takes its own back at once.
@UseCase
public class LegDesk {

    /// Longer than the two calls to a provider that one turn may make.
    static final Duration LEASE = Duration.ofSeconds(30);

    /// A leg to look after, and what it belongs to.
    record Due(
            LegId leg,
            PlacementId placement,
            ProviderId provider,
            @Nullable Instant missingSince) {}

    @Inject StatelessSession session;
    @Inject ClockSettings settings;
    @Inject @Wall InstantSource wall;

    /// Legs that are to be ordered, or whose order has no known outcome.
    public List<Due> toOrder(int most) {
        return lease(
                """
                (l.state = 'PLANNED' and p.state in ('REQUESTED', 'RESERVING', 'STARTING', 'RECOVERING')
                 or l.state = 'STARTING' and l.machines = '')\
                """,
                most);
    }

    /// Legs that are coming up, going down, or missing.
    public List<Due> toWatch(int most) {
        return lease(
                """
                (l.state = 'STARTING' and l.machines <> '' or l.state = 'STOPPING'
                 or l.state = 'RUNNING' and l.missing_since is not null)\
                """,
                most);
    }

    private List<Due> lease(String which, int most) {
        Instant now = wall.instant();
        return session.createNativeQuery(
                        """
                        update leg set leased_by = :node, leased_until = :until
                        where id_uuid in (
                            select l.id_uuid from leg l join placement p on p.id_uuid = l.placement_uuid
                            where l.state not in ('RELEASED', 'REFUSED', 'LOST') and (\
                        """
                                + which
                                + """
                                    ) and (l.leased_until is null or l.leased_until <= :now)
                                    and (l.look_at is null or l.look_at <= :now)
                                    order by l.id_uuid limit :most for update of l skip locked)
                                returning id_uuid, placement_uuid, provider_uuid, missing_since\
                                """,
                        Object[].class)
                .addScalar("id_uuid", UUID.class)
                .addScalar("placement_uuid", UUID.class)
                .addScalar("provider_uuid", UUID.class)
                .addScalar("missing_since", Instant.class)
                .setParameter("node", settings.node())
                .setParameter("until", now.plus(LEASE))
                .setParameter("now", now)
                .setParameter("most", most)
                .setTupleTransformer((row, names) ->
                        new Due(
                                new LegId((UUID) row[0]),
                                new PlacementId((UUID) row[1]),
                                new ProviderId((UUID) row[2]),
                                (Instant) row[3]))
                .getResultList();
    }

    /// Gives a leg back, to be looked at again not before `lookAt`.
    public void giveBack(LegId leg, @Nullable Instant lookAt) {
        session.createNativeMutationQuery(
                        """
                        update leg set leased_by = null, leased_until = null, look_at = :lookAt
                        where id_uuid = :leg\
                        """)
                .setParameter("leg", leg.uuid())
                .setParameter("lookAt", lookAt, Instant.class)
                .executeUpdate();
    }

    /// What this node held before it was started again: nobody works on it any more.
    public int takeBackOwn() {
        session.createNativeMutationQuery(
                        "update provider_watch set leased_until = null where leased_until > :now")
                .setParameter("now", wall.instant())
                .executeUpdate();
        return session.createNativeMutationQuery(
                        "update leg set leased_by = null, leased_until = null where leased_by = :node")
                .setParameter("node", settings.node())
                .executeUpdate();
    }

    /// Placements with a place that a refused or lost leg left empty.
    public List<PlacementId> toMend(int most) {
        return ids(
                """
                select distinct l.placement_uuid from leg l join placement p on p.id_uuid = l.placement_uuid
                where (p.state in ('RESERVING', 'STARTING', 'RECOVERING') and l.state in ('REFUSED', 'LOST')
                    or p.state = 'RECOVERING' and l.state = 'RELEASED')
                and (l.look_at is null or l.look_at <= :now)
                and not exists (select 1 from leg n where n.replaces_uuid = l.id_uuid)
                order by l.placement_uuid limit :most\
                """,
                most);
    }

    private List<PlacementId> ids(String sql, int most) {
        NativeQuery<UUID> query = session.createNativeQuery(sql, UUID.class);
        return query
                .setParameter("most", most)
                .setParameter("now", wall.instant())
                .getResultList()
                .stream()
                .map(PlacementId::new)
                .toList();
    }

    /// Whether anything is on its way at a provider, up or down.
    public boolean anyOnTheWay() {
        return session.createNativeQuery(
                        """
                        select exists (select 1 from leg l join placement p on p.id_uuid = l.placement_uuid
                            where l.state in ('STARTING', 'STOPPING')
                            or l.state = 'PLANNED' and p.state in
                               ('REQUESTED', 'RESERVING', 'STARTING', 'RECOVERING'))\
                        """,
                        Boolean.class)
                .getSingleResult();
    }
}
