package gridfare.domain.offer;

import gridfare.domain.clock.Wall;
import gridfare.domain.fx.ReferenceRates;
import gridfare.domain.id.UuidV7;
import gridfare.domain.offer.CountedClaims.OpenClaim;
import gridfare.domain.offer.Gathering.Done;
import gridfare.domain.offer.Gathering.Failed;
import gridfare.domain.offer.Gathering.NotConnected;
import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.ConnectedProviders;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.HealthLog;
import gridfare.domain.provider.HealthLog.Asked;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LiveProviders;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.PriceReport;
import gridfare.domain.provider.Provider;
import gridfare.domain.provider.ProviderHealth;
import gridfare.domain.provider.Site;
import gridfare.domain.provider.SiteReport;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.SiteId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Brings what providers have on sale into the database: stock every minute, prices every ten, in
/// wall time. No transaction while a provider is asked; then one a batch, of what changed only.
@ApplicationScoped
public class GatherOffers {

    /// How old stock may get before it is asked for again.
    private static final Duration STOCK_EVERY = Duration.ofSeconds(60);

    private static final Duration PRICES_EVERY = Duration.ofMinutes(10);

    /// What was gathered a moment too early for its period would else wait for a whole turn of the
    /// job.
    private static final Duration EARLY = Duration.ofSeconds(2);

    static final int BATCH = 500;
    private static final Currency USD = Currency.getInstance("USD");

    @Inject ConnectedProviders connected;
    @Inject LiveProviders providers;
    @Inject HealthLog health;
    @Inject MarketRows rows;
    @Inject CountedClaims claims;
    @Inject ReferenceRates rates;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    /// The providers whose stock is a minute old. Each can be gathered beside the others: they
    /// share no row.
    public List<ProviderId> stockDue() {
        return providers.all().stream()
                .map(Provider::id)
                .filter(id -> isDue(id, ProviderHealth::stockGatheredAt, STOCK_EVERY))
                .toList();
    }

    /// The providers whose prices are ten minutes old and whose stock is known.
    public List<ProviderId> pricesDue() {
        return providers.all().stream()
                .map(Provider::id)
                .filter(id ->
                        health.of(id).flatMap(ProviderHealth::stockGatheredAt).isPresent()
                                && isDue(id, ProviderHealth::pricesGatheredAt, PRICES_EVERY))
                .toList();
    }

    /// Asks a provider for its stock, then for our machines, and writes what has changed. A claim
    /// ends here, and only here by counting: when its machines are listed and were confirmed before
    /// this began, so that the stock told in between is already without them.
    public Gathering stockOf(ProviderId id) {
        Optional<ComputeProvider> found = connected.find(id);
        Optional<Provider> provider = providers.find(id);
        if (found.isEmpty() || provider.isEmpty()) return new NotConnected();
        Instant began = wall.instant();
        Gathered<PoolReport> stock = found.get().stock();
        return switch (stock) {
            case Gathered.Failed<PoolReport>(var why) -> failed(id, why);
            case Gathered.Complete<PoolReport>(var pools, var quarantined) -> {
                var writing = new StockWriting(rows, id, sites(provider.get()), began);
                int changed = writing.write(pools, Set.of());
                rows.quarantine(id, "STOCK", writing.with(quarantined), true, began);
                int ended = endCountedClaims(id, found.get(), began);
                health.heard(id, Asked.STOCK, began);
                yield new Done(
                        pools.size(), changed, writing.with(quarantined).size(), ended, List.of());
            }
            case Gathered.Partial<PoolReport>(var pools, var quarantined, var silent) -> {
                var writing = new StockWriting(rows, id, sites(provider.get()), began);
                int changed = writing.write(pools, Set.copyOf(silent));
                rows.quarantine(id, "STOCK", writing.with(quarantined), false, began);
                int ended = endCountedClaims(id, found.get(), began);
                health.heard(id, Asked.STOCK, began);
                yield new Done(
                        pools.size(), changed, writing.with(quarantined).size(), ended, silent);
            }
        };
    }

    /// Asks a provider for its prices and writes those that have changed. A price that is not told
    /// this time stays: whether it can be had says the stock.
    public Gathering pricesOf(ProviderId id) {
        Optional<ComputeProvider> found = connected.find(id);
        if (found.isEmpty()) return new NotConnected();
        Instant began = wall.instant();
        var writing = new PriceWriting(rows, id, rates.into(USD, clock.instant()), began);
        return switch (found.get().prices()) {
            case Gathered.Failed<PriceReport>(var why) -> failed(id, why);
            case Gathered.Complete<PriceReport>(var prices, var quarantined) -> {
                int changed = writing.write(prices);
                rows.quarantine(id, "PRICES", writing.with(quarantined), true, began);
                health.heard(id, Asked.PRICES, began);
                yield new Done(
                        prices.size(), changed, writing.with(quarantined).size(), 0, List.of());
            }
            case Gathered.Partial<PriceReport>(var prices, var quarantined, var silent) -> {
                int changed = writing.write(prices);
                rows.quarantine(id, "PRICES", writing.with(quarantined), false, began);
                health.heard(id, Asked.PRICES, began);
                yield new Done(prices.size(), changed, writing.with(quarantined).size(), 0, silent);
            }
        };
    }

    private int endCountedClaims(ProviderId id, ComputeProvider provider, Instant began) {
        List<OpenClaim> open = claims.confirmedBefore(id, began);
        if (open.isEmpty()) return 0;
        List<Machine> machines =
                switch (provider.machines()) {
                    case Gathered.Complete<Machine>(var all, var quarantined) -> all;
                    case Gathered.Partial<Machine>(var some, var quarantined, var silent) -> some;
                    case Gathered.Failed<Machine>(var why) -> List.of();
                };
        Map<LegId, Integer> listed = new HashMap<>();
        for (Machine machine : machines) {
            if (machine.leg() != null) listed.merge(machine.leg(), 1, Integer::sum);
        }
        List<OpenClaim> counted =
                open.stream()
                        .filter(claim -> listed.getOrDefault(claim.leg(), 0) >= claim.instances())
                        .toList();
        int ended = 0;
        for (List<OpenClaim> batch : Rows.batches(counted, BATCH)) {
            ended += claims.counted(batch, wall.instant());
        }
        return ended;
    }

    /// The provider's sites by code, after writing those that its adapter knows and we did not.
    private Map<String, Site> sites(Provider provider) {
        Map<String, Site> known = rows.sites(provider.id());
        List<Site> added = new ArrayList<>();
        List<Site> changed = new ArrayList<>();
        for (SiteReport report : connected.factory(provider.kind()).sites()) {
            Site before = known.get(report.code());
            if (before == null) {
                var id = new SiteId(UuidV7.at(wall.instant()));
                added.add(new Site(id, provider.id(), report));
            } else if (!before.isAs(report)) {
                changed.add(new Site(before.id(), provider.id(), report));
            }
        }
        if (added.isEmpty() && changed.isEmpty()) return known;
        for (List<Site> batch : Rows.batches(added, BATCH)) {
            rows.writeSites(batch, List.of(), wall.instant());
        }
        for (List<Site> batch : Rows.batches(changed, BATCH)) {
            rows.writeSites(List.of(), batch, wall.instant());
        }
        return rows.sites(provider.id());
    }

    private Gathering failed(ProviderId id, String why) {
        health.failed(id, wall.instant(), why);
        return new Failed(why);
    }

    private boolean isDue(
            ProviderId id, Function<ProviderHealth, Optional<Instant>> last, Duration every) {
        Instant now = wall.instant();
        return health.of(id)
                .flatMap(last)
                .map(at -> !at.plus(every).minus(EARLY).isAfter(now))
                .orElse(true);
    }
}
