package gridfare.domain.offer;

import gridfare.domain.id.UuidV7;
import gridfare.domain.offer.MarketRows.PoolWrite;
import gridfare.domain.provider.Gathered.Quarantined;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.Site;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One stock list of a provider, compared with the database and written where it differs.
final class StockWriting {

    private final MarketRows rows;
    private final ProviderId provider;
    private final Map<String, Site> sites;
    private final Instant began;
    private final List<Quarantined> unusable = new ArrayList<>();

    StockWriting(MarketRows rows, ProviderId provider, Map<String, Site> sites, Instant began) {
        this.rows = rows;
        this.provider = provider;
        this.sites = sites;
        this.began = began;
    }

    /// @param silent regions that did not answer; their pools stay as they are
    /// @return how many pools changed
    int write(List<PoolReport> told, Set<String> silent) {
        Map<PoolState.Key, PoolState> known = new HashMap<>();
        rows.pools(provider).forEach(pool -> known.put(pool.key(), pool));
        List<PoolWrite> writes = new ArrayList<>();
        Set<PoolState.Key> listed = new HashSet<>();
        for (PoolReport report : told) {
            Site site = sites.get(report.siteCode());
            if (site == null) {
                unusable.add(
                        new Quarantined(
                                "%s at %s".formatted(report.instanceType(), report.siteCode()),
                                "No such site is known."));
                continue;
            }
            PoolState before = known.get(PoolState.Key.of(report));
            if (!listed.add(PoolState.Key.of(report))) continue;
            if (before == null || !before.isAs(report)) writes.add(write(site, before, report));
        }
        for (PoolState pool : known.values()) {
            boolean gone = !listed.contains(pool.key()) && !silent.contains(pool.region());
            Site site = sites.get(pool.siteCode());
            if (gone && !pool.isGone() && site != null) writes.add(empty(site, pool));
        }
        writes.sort(Comparator.comparing(PoolWrite::id));
        for (List<PoolWrite> batch : Rows.batches(writes, GatherOffers.BATCH)) {
            rows.writePools(provider, batch, offerIds(batch), began);
        }
        rows.heard(provider, heard(silent), began);
        return writes.size();
    }

    /// What the provider's adapter could not use, and what we could not.
    List<Quarantined> with(List<Quarantined> adapters) {
        List<Quarantined> all = new ArrayList<>(adapters);
        all.addAll(unusable);
        return all;
    }

    private PoolWrite write(Site site, @Nullable PoolState before, PoolReport report) {
        Map<PurchaseOption, Boolean> offers = new EnumMap<>(PurchaseOption.class);
        if (before != null) before.onSale().forEach(option -> offers.put(option, false));
        report.sells().forEach(option -> offers.put(option, true));
        return new PoolWrite(
                before == null ? UuidV7.at(began) : before.id(),
                before == null,
                site.id().uuid(),
                site.region(),
                report.instanceType(),
                report.chip().value(),
                report.gpusPerInstance(),
                report.counted(),
                report.freeInstances(),
                offers);
    }

    private static PoolWrite empty(Site site, PoolState pool) {
        Map<PurchaseOption, Boolean> offers = new EnumMap<>(PurchaseOption.class);
        pool.onSale().forEach(option -> offers.put(option, false));
        return new PoolWrite(
                pool.id(),
                false,
                site.id().uuid(),
                pool.region(),
                pool.instanceType(),
                pool.chip(),
                pool.gpusPerInstance(),
                pool.counted(),
                0,
                offers);
    }

    private Map<UUID, Map<PurchaseOption, UUID>> offerIds(List<PoolWrite> batch) {
        Map<UUID, Map<PurchaseOption, UUID>> ids = new HashMap<>();
        for (PoolWrite pool : batch) {
            Map<PurchaseOption, UUID> ofPool = new EnumMap<>(PurchaseOption.class);
            pool.offers().keySet().forEach(option -> ofPool.put(option, UuidV7.at(began)));
            ids.put(pool.id(), ofPool);
        }
        return ids;
    }

    private Collection<String> heard(Set<String> silent) {
        Set<String> heard = new TreeSet<>();
        sites.values().forEach(site -> heard.add(site.region()));
        heard.removeAll(silent);
        return heard;
    }
}
