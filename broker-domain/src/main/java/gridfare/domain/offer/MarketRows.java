package gridfare.domain.offer;

import gridfare.domain.provider.Gathered.Quarantined;
import gridfare.domain.provider.Providers;
import gridfare.domain.provider.Site;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// The statements of a gather, each method one short transaction: at most 500 rows, pools locked in
/// the order of their ids, only what changed, and the change told to the books in the same
/// transaction.
@UseCase
class MarketRows {

    /// A pool to write.
    ///
    /// @param isNew whether it is told for the first time
    record PoolWrite(
            UUID id,
            boolean isNew,
            UUID site,
            String region,
            String instanceType,
            String chip,
            int gpus,
            boolean counted,
            int free,
            Map<PurchaseOption, Boolean> offers) {}

    /// A price to write; the offer is made where the pool did not sell so before.
    record PriceWrite(
            UUID pool,
            UUID offer,
            PurchaseOption option,
            long micros,
            String currency,
            long usdMicrosPerGpuHour) {}

    /// An offer's price as the database has it.
    record PriceState(long micros, String currency, long usdMicrosPerGpuHour) {}

    /// An offer by the provider's own names.
    record PriceKey(String siteCode, String instanceType, PurchaseOption option) {}

    @Inject StatelessSession session;
    @Inject Providers providers;

    Map<String, Site> sites(ProviderId provider) {
        Map<String, Site> sites = new HashMap<>();
        providers.sites(provider).forEach(site -> sites.put(site.code(), site));
        return sites;
    }

    /// Writes sites that are new or have moved.
    void writeSites(List<Site> added, List<Site> changed, Instant now) {
        session.setJdbcBatchSize(500);
        added.forEach(session::insert);
        changed.forEach(session::update);
        session.setJdbcBatchSize(0);
        List<Map<String, String>> told =
                Stream.concat(added.stream(), changed.stream())
                        .map(site -> Map.of("id", site.id().uuid().toString()))
                        .toList();
        session.createNativeMutationQuery(
                        """
                        insert into offer_change (at, site)
                        select :now, id from jsonb_to_recordset(cast(:rows as jsonb)) as told (id uuid)\
                        """)
                .setParameter("now", now)
                .setParameter("rows", Rows.json(told))
                .executeUpdate();
    }

    /// All pools of a provider, in the order of their ids.
    List<PoolState> pools(ProviderId provider) {
        return session.createNativeQuery(
                        """
                        select p.id_uuid as id, p.region, s.code, p.instance_type, p.chip,
                               p.gpus_per_instance, p.counted, p.free,
                               p.claimed <> p.told_claimed as to_tell,
                               (select string_agg(o.purchase_option, ',') from offer o
                                where o.pool_uuid = p.id_uuid and o.on_sale) as options
                        from pool p join site s on s.id_uuid = p.site_uuid
                        where p.provider_uuid = :provider
                        order by p.id_uuid\
                        """,
                        Object[].class)
                .addScalar("id", UUID.class)
                .addScalar("region", String.class)
                .addScalar("code", String.class)
                .addScalar("instance_type", String.class)
                .addScalar("chip", String.class)
                .addScalar("gpus_per_instance", Integer.class)
                .addScalar("counted", Boolean.class)
                .addScalar("free", Integer.class)
                .addScalar("to_tell", Boolean.class)
                .addScalar("options", String.class)
                .setParameter("provider", provider.uuid())
                .setTupleTransformer((row, names) -> pool(row))
                .getResultList();
    }

    private static PoolState pool(Object[] row) {
        return new PoolState(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (Integer) row[5],
                (Boolean) row[6],
                (Integer) row[7],
                (Boolean) row[8],
                options((String) row[9]));
    }

    private static Set<PurchaseOption> options(@Nullable String list) {
        Set<PurchaseOption> options = new HashSet<>();
        if (list == null) return options;
        for (String option : list.split(",", -1)) {
            options.add(PurchaseOption.valueOf(option));
        }
        return options;
    }

    /// Writes one batch of pools with their offers and tells the books.
    ///
    /// @param offerIds ids for offers that may be new, by pool and option
    void writePools(
            ProviderId provider,
            List<PoolWrite> batch,
            Map<UUID, Map<PurchaseOption, UUID>> offerIds,
            Instant now) {
        String pools = Rows.json(batch.stream().map(MarketRows::poolRow).toList());
        String offers =
                Rows.json(
                        batch.stream()
                                .flatMap(pool -> offerRows(pool, offerIds).stream())
                                .toList());
        PoolLocks.take(session, batch.stream().map(PoolWrite::id).toList());
        session.createNativeMutationQuery(
                        """
                        insert into pool (id_uuid, provider_uuid, site_uuid, region, instance_type, chip,
                                          gpus_per_instance, counted, free)
                        select id, :provider, site, region, type, chip, gpus, counted, free
                        from jsonb_to_recordset(cast(:rows as jsonb)) as told
                            (id uuid, new boolean, site uuid, region text, type text, chip text, gpus int,
                             counted boolean, free int)
                        where new\
                        """)
                .setParameter("provider", provider.uuid())
                .setParameter("rows", pools)
                .executeUpdate();
        session.createNativeMutationQuery(
                        """
                        update pool set chip = told.chip, gpus_per_instance = told.gpus,
                            counted = told.counted, free = told.free, told_claimed = pool.claimed
                        from jsonb_to_recordset(cast(:rows as jsonb)) as told
                            (id uuid, new boolean, chip text, gpus int, counted boolean, free int)
                        where pool.id_uuid = told.id and not told.new\
                        """)
                .setParameter("rows", pools)
                .executeUpdate();
        session.createNativeMutationQuery(
                        """
                        insert into offer (id_uuid, pool_uuid, purchase_option, on_sale)
                        select id, pool, option, on_sale
                        from jsonb_to_recordset(cast(:rows as jsonb)) as told
                            (id uuid, pool uuid, option text, on_sale boolean)
                        on conflict (pool_uuid, purchase_option)
                        do update set on_sale = excluded.on_sale, version = offer.version + 1\
                        """)
                .setParameter("rows", offers)
                .executeUpdate();
        tell(pools, now);
    }

    private static Map<String, ?> poolRow(PoolWrite pool) {
        return Map.of(
                "id", pool.id().toString(),
                "new", pool.isNew(),
                "site", pool.site().toString(),
                "region", pool.region(),
                "type", pool.instanceType(),
                "chip", pool.chip(),
                "gpus", pool.gpus(),
                "counted", pool.counted(),
                "free", pool.free());
    }

    private static List<Map<String, ?>> offerRows(
            PoolWrite pool, Map<UUID, Map<PurchaseOption, UUID>> offerIds) {
        Map<PurchaseOption, UUID> ids = offerIds.getOrDefault(pool.id(), Map.of());
        return pool.offers().entrySet().stream()
                .<Map<String, ?>>map(offer ->
                        Map.of(
                                "id", String.valueOf(ids.get(offer.getKey())),
                                "pool", pool.id().toString(),
                                "option", offer.getKey().name(),
                                "on_sale", offer.getValue()))
                .toList();
    }

    /// The regions that were heard, and when.
    void heard(ProviderId provider, Collection<String> regions, Instant at) {
        String rows = Rows.json(regions.stream().map(region -> Map.of("region", region)).toList());
        session.createNativeMutationQuery(
                        """
                        insert into region_sighting (provider_uuid, region, seen_at)
                        select :provider, region, :at
                        from jsonb_to_recordset(cast(:rows as jsonb)) as told (region text)
                        order by region
                        on conflict (provider_uuid, region) do update set seen_at = excluded.seen_at\
                        """)
                .setParameter("provider", provider.uuid())
                .setParameter("at", at)
                .setParameter("rows", rows)
                .executeUpdate();
        session.createNativeMutationQuery(
                        """
                        insert into offer_change (at, provider, region)
                        select :at, :provider, region
                        from jsonb_to_recordset(cast(:rows as jsonb)) as told (region text)\
                        """)
                .setParameter("provider", provider.uuid())
                .setParameter("at", at)
                .setParameter("rows", rows)
                .executeUpdate();
    }

    /// The pools by the provider's own names, with their GPUs.
    Map<PriceKey, PriceState> prices(ProviderId provider) {
        Map<PriceKey, PriceState> prices = new HashMap<>();
        session.createNativeQuery(
                        """
                        select s.code, p.instance_type, o.purchase_option, o.price_micros,
                               o.price_currency, o.usd_micros_per_gpu_hour as usd
                        from offer o
                        join pool p on p.id_uuid = o.pool_uuid
                        join site s on s.id_uuid = p.site_uuid
                        where p.provider_uuid = :provider and o.price_micros is not null\
                        """,
                        Object[].class)
                .addScalar("code", String.class)
                .addScalar("instance_type", String.class)
                .addScalar("purchase_option", String.class)
                .addScalar("price_micros", Long.class)
                .addScalar("price_currency", String.class)
                .addScalar("usd", Long.class)
                .setParameter("provider", provider.uuid())
                .getResultList()
                .forEach(row ->
                        prices.put(
                                new PriceKey(
                                        (String) row[0],
                                        (String) row[1],
                                        PurchaseOption.valueOf((String) row[2])),
                                new PriceState((Long) row[3], (String) row[4], (Long) row[5])));
        return prices;
    }

    /// Writes one batch of prices and tells the books.
    void writePrices(List<PriceWrite> batch, Instant now) {
        String rows =
                Rows.json(
                        batch.stream()
                                .map(price ->
                                        Map.of(
                                                "id", price.pool().toString(),
                                                "offer", price.offer().toString(),
                                                "option", price.option().name(),
                                                "micros", price.micros(),
                                                "currency", price.currency(),
                                                "usd", price.usdMicrosPerGpuHour()))
                                .toList());
        PoolLocks.take(session, batch.stream().map(PriceWrite::pool).distinct().toList());
        session.createNativeMutationQuery(
                        """
                        insert into offer (id_uuid, pool_uuid, purchase_option, on_sale, price_micros,
                                           price_currency, usd_micros_per_gpu_hour, priced_at)
                        select offer, id, option, false, micros, currency, usd, :now
                        from jsonb_to_recordset(cast(:rows as jsonb)) as told
                            (offer uuid, id uuid, option text, micros bigint, currency text, usd bigint)
                        on conflict (pool_uuid, purchase_option) do update
                        set price_micros = excluded.price_micros,
                            price_currency = excluded.price_currency,
                            usd_micros_per_gpu_hour = excluded.usd_micros_per_gpu_hour,
                            priced_at = excluded.priced_at, version = offer.version + 1\
                        """)
                .setParameter("now", now)
                .setParameter("rows", rows)
                .executeUpdate();
        tell(rows, now);
    }

    /// What the provider lists and we cannot sell.
    ///
    /// @param list `STOCK` or `PRICES`
    /// @param whole whether what is not among it is no longer listed
    void quarantine(
            ProviderId provider, String list, List<Quarantined> told, boolean whole, Instant now) {
        Map<String, String> reasons = new HashMap<>();
        told.forEach(one -> reasons.put(one.what(), one.reason()));
        String rows =
                Rows.json(
                        reasons.entrySet().stream()
                                .map(one -> Map.of("what", one.getKey(), "reason", one.getValue()))
                                .toList());
        session.createNativeMutationQuery(
                        """
                        insert into quarantine (provider_uuid, list, what, reason, since)
                        select :provider, :list, what, reason, :now
                        from jsonb_to_recordset(cast(:rows as jsonb)) as told (what text, reason text)
                        on conflict (provider_uuid, list, what) do update set reason = excluded.reason
                        where quarantine.reason <> excluded.reason\
                        """)
                .setParameter("provider", provider.uuid())
                .setParameter("list", list)
                .setParameter("now", now)
                .setParameter("rows", rows)
                .executeUpdate();
        if (!whole) return;
        session.createNativeMutationQuery(
                        """
                        delete from quarantine
                        where provider_uuid = :provider and list = :list and what not in
                            (select what from jsonb_to_recordset(cast(:rows as jsonb)) as told (what text))\
                        """)
                .setParameter("provider", provider.uuid())
                .setParameter("list", list)
                .setParameter("rows", rows)
                .executeUpdate();
    }

    private void tell(String rows, Instant now) {
        session.createNativeMutationQuery(
                        """
                        insert into offer_change (at, pool)
                        select distinct cast(:now as timestamptz), id
                        from jsonb_to_recordset(cast(:rows as jsonb)) as told (id uuid)\
                        """)
                .setParameter("now", now)
                .setParameter("rows", rows)
                .executeUpdate();
    }
}
