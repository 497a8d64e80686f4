package gridfare.domain.offer;

import gridfare.domain.provider.LegId;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// Claims that end because the provider's own stock is already without their machines. Counting one
/// twice for a minute is safe; counting it never is not.
@UseCase
class CountedClaims {

    /// A claim that may have been counted.
    record OpenClaim(LegId leg, UUID pool, int instances) {}

    @Inject StatelessSession session;

    /// Claims whose machines the provider confirmed before `began`.
    List<OpenClaim> confirmedBefore(ProviderId provider, Instant began) {
        return session.createNativeQuery(
                        """
                        select c.leg_uuid as leg, c.pool_uuid as pool, c.instances
                        from claim c join pool p on p.id_uuid = c.pool_uuid
                        where p.provider_uuid = :provider and c.confirmed_at < :began
                        order by c.pool_uuid, c.leg_uuid\
                        """,
                        Object[].class)
                .addScalar("leg", UUID.class)
                .addScalar("pool", UUID.class)
                .addScalar("instances", Integer.class)
                .setParameter("provider", provider.uuid())
                .setParameter("began", began)
                .setTupleTransformer((row, names) ->
                        new OpenClaim(new LegId((UUID) row[0]), (UUID) row[1], (Integer) row[2]))
                .getResultList();
    }

    /// Ends claims whose machines the provider has counted.
    ///
    /// @return how many; one that was released meanwhile is not among them
    int counted(List<OpenClaim> claims, Instant now) {
        PoolLocks.take(session, claims.stream().map(OpenClaim::pool).distinct().toList());
        String rows =
                Rows.json(
                        claims.stream()
                                .map(claim -> Map.of("leg", claim.leg().uuid().toString()))
                                .toList());
        return session.createNativeQuery(
                        """
                        with gone as (
                            delete from claim
                            using jsonb_to_recordset(cast(:rows as jsonb)) as told (leg uuid)
                            where claim.leg_uuid = told.leg
                            returning claim.pool_uuid, claim.instances),
                        sums as (
                            select pool_uuid, sum(instances) as instances from gone group by pool_uuid),
                        less as (
                            update pool set claimed = claimed - sums.instances,
                                            told_claimed = claimed - sums.instances
                            from sums where pool.id_uuid = sums.pool_uuid
                            returning pool.id_uuid),
                        news as (
                            insert into offer_change (at, pool) select :now, id_uuid from less)
                        select count(*) from gone\
                        """,
                        Integer.class)
                .setParameter("rows", rows)
                .setParameter("now", now)
                .getSingleResult();
    }
}
