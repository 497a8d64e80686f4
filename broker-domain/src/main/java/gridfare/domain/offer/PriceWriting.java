package gridfare.domain.offer;

import gridfare.domain.id.UuidV7;
import gridfare.domain.offer.MarketRows.PriceKey;
import gridfare.domain.offer.MarketRows.PriceState;
import gridfare.domain.offer.MarketRows.PriceWrite;
import gridfare.domain.provider.Gathered.Quarantined;
import gridfare.domain.provider.PriceReport;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.FxRates;
import gridfare.pricing.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One price list of a provider, compared with the database and written where it differs.
final class PriceWriting {

    private final MarketRows rows;
    private final ProviderId provider;
    private final FxRates intoUsd;
    private final Instant began;
    private final List<Quarantined> unusable = new ArrayList<>();

    PriceWriting(MarketRows rows, ProviderId provider, FxRates intoUsd, Instant began) {
        this.rows = rows;
        this.provider = provider;
        this.intoUsd = intoUsd;
        this.began = began;
    }

    /// @return how many offers changed; prices of pools that no stock list told yet wait for the
    ///   next time
    int write(List<PriceReport> told) {
        Map<PoolState.Key, PoolState> pools = new HashMap<>();
        rows.pools(provider).forEach(pool -> pools.put(pool.key(), pool));
        Map<PriceKey, PriceState> known = rows.prices(provider);
        Map<PriceKey, PriceWrite> writes = new HashMap<>();
        for (PriceReport price : told) {
            PoolState pool = pools.get(new PoolState.Key(price.siteCode(), price.instanceType()));
            if (pool == null) continue;
            var key = new PriceKey(price.siteCode(), price.instanceType(), price.option());
            state(price, pool.gpusPerInstance())
                    .filter(now -> !now.equals(known.get(key)))
                    .ifPresent(now -> writes.put(key, write(pool, price, now)));
        }
        List<PriceWrite> inOrder =
                writes.values().stream()
                        .sorted(
                                Comparator.comparing(PriceWrite::pool)
                                        .thenComparing(PriceWrite::option))
                        .toList();
        for (List<PriceWrite> batch : Rows.batches(inOrder, GatherOffers.BATCH)) {
            rows.writePrices(batch, began);
        }
        return inOrder.size();
    }

    /// What the provider's adapter could not use, and what we could not.
    List<Quarantined> with(List<Quarantined> adapters) {
        List<Quarantined> all = new ArrayList<>(adapters);
        all.addAll(unusable);
        return all;
    }

    private Optional<PriceState> state(PriceReport price, int gpus) {
        Money perInstance = price.perInstanceHour();
        Optional<FxRate> rate = intoUsd.from(perInstance.currency());
        if (perInstance.micros() <= 0 || rate.isEmpty()) {
            unusable.add(
                    new Quarantined(
                            "%s %s at %s"
                                    .formatted(
                                            price.instanceType(), price.option(), price.siteCode()),
                            "No use can be made of the price %s.".formatted(perInstance)));
            return Optional.empty();
        }
        long usdPerGpu =
                BigDecimal.valueOf(rate.get().convert(perInstance).micros())
                        .divide(BigDecimal.valueOf(gpus), 0, RoundingMode.HALF_UP)
                        .longValueExact();
        return Optional.of(
                new PriceState(
                        perInstance.micros(),
                        perInstance.currency().getCurrencyCode(),
                        Math.max(1, usdPerGpu)));
    }

    private PriceWrite write(PoolState pool, PriceReport price, PriceState now) {
        return new PriceWrite(
                pool.id(),
                UuidV7.at(began),
                price.option(),
                now.micros(),
                now.currency(),
                now.usdMicrosPerGpuHour());
    }
}
