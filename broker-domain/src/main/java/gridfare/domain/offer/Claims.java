package gridfare.domain.offer;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import gridfare.domain.clock.Wall;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.provider.LegId;
import gridfare.pricing.market.PoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Capacity set aside in our own books: whoever's conditional update succeeds has it. Always part
/// of the caller's transaction; pools are locked in the order of their ids, after the credit row
/// and before the placement.
///
/// A claim belongs to a leg. It ends by [#release], or when a gather has counted the leg's machines
/// (see [GatherOffers]). All instants are wall time.
@ApplicationScoped
@Transactional(MANDATORY)
public class Claims {

    @Inject StatelessSession session;
    @Inject @Wall InstantSource wall;

    /// Claims all of it or nothing.
    ///
    /// @param until when the claims expire unless kept longer
    /// @return false if others were faster in any of the pools; nothing is claimed then
    public boolean take(OrganisationId organisation, List<Wanted> wanted, Instant until) {
        List<Wanted> inOrder = wanted.stream().sorted(Comparator.comparing(Wanted::pool)).toList();
        List<Wanted> taken = new ArrayList<>();
        for (Wanted one : inOrder) {
            if (change(one.pool(), one.instances()) == 0) {
                taken.forEach(done -> change(done.pool(), -done.instances()));
                return false;
            }
            taken.add(one);
        }
        inOrder.forEach(one -> insert(organisation, one, until));
        return true;
    }

    /// Lets a leg's claim live until then; null: for ever, while the provider's answer is unknown.
    public void keep(LegId leg, @Nullable Instant until) {
        session.createNativeMutationQuery(
                        "update claim set expires_at = :until where leg_uuid = :leg")
                .setParameter("until", until, Instant.class)
                .setParameter("leg", leg.uuid())
                .executeUpdate();
    }

    /// The provider has confirmed the leg's machines at `at`: from then on a gather that lists them
    /// has counted them. The first confirmation stays.
    public void confirmed(LegId leg, Instant at) {
        session.createNativeMutationQuery(
                        """
                        update claim
                        set confirmed_at = coalesce(confirmed_at, :at), expires_at = null
                        where leg_uuid = :leg\
                        """)
                .setParameter("at", at)
                .setParameter("leg", leg.uuid())
                .executeUpdate();
    }

    /// Ends the claims of legs that were released, refused or given up. Harmless to repeat.
    public void release(Collection<LegId> legs) {
        List<UUID> ids = legs.stream().map(LegId::uuid).toList();
        if (ids.isEmpty()) return;
        lockPoolsOf(ids);
        session.createNativeMutationQuery(
                        """
                        with gone as (
                            delete from claim where leg_uuid in (:legs) returning pool_uuid, instances),
                        sums as (
                            select pool_uuid, sum(instances) as instances from gone group by pool_uuid)
                        update pool set claimed = claimed - sums.instances
                        from sums where pool.id_uuid = sums.pool_uuid\
                        """)
                .setParameterList("legs", ids)
                .executeUpdate();
    }

    /// The same for one leg.
    public void release(LegId leg) {
        release(List.of(leg));
    }

    /// Legs whose claims have expired by `now`, longest ago first, at most `most`.
    public List<LegId> expired(Instant now, int most) {
        return session
                .createNativeQuery(
                        """
                        select leg_uuid from claim where expires_at <= :now
                        order by expires_at, leg_uuid\
                        """,
                        UUID.class)
                .setParameter("now", now)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(LegId::new)
                .toList();
    }

    /// A create was refused as sold out: nothing is free there until the next gather says
    /// otherwise. For jobs.
    public void soldOut(PoolId pool) {
        int changed =
                session.createNativeMutationQuery(
                                "update pool set free = 0 where id_uuid = :pool and free > 0")
                        .setParameter("pool", pool.uuid())
                        .executeUpdate();
        if (changed == 0) return;
        session.createNativeMutationQuery(
                        "insert into offer_change (at, pool) values (:now, :pool)")
                .setParameter("now", wall.instant())
                .setParameter("pool", pool.uuid())
                .executeUpdate();
    }

    private int change(PoolId pool, int instances) {
        return session.createNativeMutationQuery(
                        """
                        update pool set claimed = claimed + :instances
                        where id_uuid = :pool and (:instances < 0 or free - claimed >= :instances)\
                        """)
                .setParameter("instances", instances)
                .setParameter("pool", pool.uuid())
                .executeUpdate();
    }

    private void insert(OrganisationId organisation, Wanted wanted, Instant until) {
        session.createNativeMutationQuery(
                        """
                        insert into claim
                            (leg_uuid, organisation_uuid, pool_uuid, instances, taken_at, expires_at)
                        values (:leg, :organisation, :pool, :instances, :now, :until)\
                        """)
                .setParameter("leg", wanted.leg().uuid())
                .setParameter("organisation", organisation.uuid())
                .setParameter("pool", wanted.pool().uuid())
                .setParameter("instances", wanted.instances())
                .setParameter("now", wall.instant())
                .setParameter("until", until)
                .executeUpdate();
    }

    private void lockPoolsOf(List<UUID> legs) {
        session.createNativeQuery(
                        """
                        select id_uuid from pool
                        where id_uuid in (select pool_uuid from claim where leg_uuid in (:legs))
                        order by id_uuid for update\
                        """,
                        UUID.class)
                .setParameterList("legs", legs)
                .getResultList();
    }
}
