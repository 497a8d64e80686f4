package gridfare.domain.offer;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.market.Stock;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/// What the book of a node reads: the change feed, and the offers and sites that it names.
@UseCase
@Transactional(REQUIRES_NEW)
class OfferFeed {

    /// Something changed: a pool's offers, a site, or that a region was heard.
    record Change(
            @Nullable UUID pool,
            @Nullable UUID site,
            @Nullable UUID provider,
            @Nullable String region) {}

    /// All changes of transactions from `from` up to, not including, `next`.
    record News(long next, List<Change> changes) {}

    private static final String OFFERS =
            """
            select o.id_uuid as offer, p.id_uuid as pool, p.provider_uuid as provider,
                   p.site_uuid as site, p.chip, p.instance_type, p.gpus_per_instance,
                   o.purchase_option, o.price_micros, o.price_currency, o.usd_micros_per_gpu_hour,
                   greatest(p.free - p.claimed, 0) as claimable, p.counted, s.seen_at,
                   o.valid_until, o.version
            from offer o
            join pool p on p.id_uuid = o.pool_uuid
            join provider v on v.id_uuid = p.provider_uuid and v.state = 'LIVE'
            join region_sighting s on s.provider_uuid = p.provider_uuid and s.region = p.region
            where o.on_sale and o.price_micros is not null
            """;

    @Inject StatelessSession session;

    /// Where a reader that begins now starts: below it, everything that will ever be visible is.
    long start() {
        return session.createNativeQuery(
                        "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)",
                        Long.class)
                .getSingleResult();
    }

    /// What changed since. A transaction still running is waited for: its changes come later, none
    /// are passed over.
    News since(long from) {
        // One statement, so one snapshot: the limit and the rows belong together.
        List<Object[]> rows =
                session.createNativeQuery(
                                """
                                with reach as (
                                    select pg_snapshot_xmin(pg_current_snapshot()) as next)
                                select cast(cast(r.next as text) as bigint) as next,
                                       c.pool, c.site, c.provider, c.region, c.number
                                from reach r left join offer_change c
                                  on c.xact >= cast(cast(:from as text) as xid8) and c.xact < r.next
                                order by c.xact, c.number\
                                """,
                                Object[].class)
                        .addScalar("next", Long.class)
                        .addScalar("pool", UUID.class)
                        .addScalar("site", UUID.class)
                        .addScalar("provider", UUID.class)
                        .addScalar("region", String.class)
                        .addScalar("number", Long.class)
                        .setParameter("from", Long.toString(from))
                        .getResultList();
        return new News(
                (Long) rows.getFirst()[0],
                rows.stream().filter(row -> row[5] != null).map(OfferFeed::change).toList());
    }

    private static Change change(@Nullable Object[] row) {
        return new Change((UUID) row[1], (UUID) row[2], (UUID) row[3], (String) row[4]);
    }

    /// Forgets changes that every reader has taken in, or is too far behind to want.
    int forgetBefore(Instant old) {
        return session.createNativeMutationQuery("delete from offer_change where at < :old")
                .setParameter("old", old)
                .executeUpdate();
    }

    List<Offer> allOffers() {
        return offers(session.createNativeQuery(OFFERS, Object[].class));
    }

    List<Offer> offersOfPools(Collection<UUID> pools) {
        return offers(
                session.createNativeQuery(OFFERS + " and p.id_uuid in (:pools)", Object[].class)
                        .setParameterList("pools", pools));
    }

    List<Offer> offersOfRegion(UUID provider, String region) {
        return offers(
                session.createNativeQuery(
                                OFFERS + " and p.provider_uuid = :provider and p.region = :region",
                                Object[].class)
                        .setParameter("provider", provider)
                        .setParameter("region", region));
    }

    List<Site> allSites() {
        return session.createQuery(
                        "select s, p.overheadMs from Site s join Provider p on p.id = s.provider",
                        Object[].class)
                .getResultStream()
                .map(row -> ((gridfare.domain.provider.Site) row[0]).onMarket((Double) row[1]))
                .toList();
    }

    List<Site> sites(Collection<UUID> ids) {
        return session.createQuery(
                        """
                        select s, p.overheadMs from Site s join Provider p on p.id = s.provider
                        where s.id in :ids\
                        """,
                        Object[].class)
                .setParameter("ids", ids.stream().map(SiteId::new).toList())
                .getResultStream()
                .map(row -> ((gridfare.domain.provider.Site) row[0]).onMarket((Double) row[1]))
                .toList();
    }

    private static List<Offer> offers(NativeQuery<Object[]> query) {
        return query
                .addScalar("offer", UUID.class)
                .addScalar("pool", UUID.class)
                .addScalar("provider", UUID.class)
                .addScalar("site", UUID.class)
                .addScalar("chip", String.class)
                .addScalar("instance_type", String.class)
                .addScalar("gpus_per_instance", Integer.class)
                .addScalar("purchase_option", String.class)
                .addScalar("price_micros", Long.class)
                .addScalar("price_currency", String.class)
                .addScalar("usd_micros_per_gpu_hour", Long.class)
                .addScalar("claimable", Integer.class)
                .addScalar("counted", Boolean.class)
                .addScalar("seen_at", Instant.class)
                .addScalar("valid_until", Instant.class)
                .addScalar("version", Long.class)
                .getResultList()
                .stream()
                // One provider's nonsense keeps no other's offers from the book.
                .filter(row -> (Integer) row[6] <= Offer.MOST_GPUS)
                .map(OfferFeed::offer)
                .toList();
    }

    private static Offer offer(Object[] row) {
        var chip = new ChipId((String) row[4]);
        return new Offer(
                new OfferId((UUID) row[0]),
                new PoolId((UUID) row[1]),
                new ProviderId((UUID) row[2]),
                new SiteId((UUID) row[3]),
                chip,
                (String) row[5],
                (Integer) row[6],
                PurchaseOption.valueOf((String) row[7]),
                new Money((Long) row[8], Currency.getInstance((String) row[9])),
                (Long) row[10],
                ChipLinks.of(chip),
                (Integer) row[11],
                ((Boolean) row[12]) ? Stock.COUNTED : Stock.STATUS,
                (Instant) row[13],
                (Instant) row[14],
                (Long) row[15]);
    }
}
