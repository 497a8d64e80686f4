package gridfare.domain.offer;

import gridfare.domain.clock.Wall;
import gridfare.domain.offer.OfferFeed.Change;
import gridfare.domain.offer.OfferFeed.News;
import gridfare.pricing.market.Book;
import gridfare.pricing.market.MarketChange;
import gridfare.pricing.market.MarketSnapshot;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.resource.ChipCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// This node's read-only copy of the market: rebuilt at start, then following the table
/// `offer_change`. It ranks; it never decides who gets what.
///
/// Readers never wait. A job calls [#refresh] at least once a second.
@ApplicationScoped
public class OfferBook {

    /// How long changes are kept for readers.
    private static final Duration KEPT = Duration.ofDays(1);

    private record RegionKey(UUID provider, String region) {}

    @Inject OfferFeed feed;
    @Inject @Wall InstantSource wall;

    private final Book book = new Book();
    private final Map<PoolId, Set<OfferId>> offersOfPool = new HashMap<>();
    private long position;
    private volatile @Nullable Instant readAt;

    /// The market as of the last [#refresh]. Never null; empty before anything was gathered.
    public MarketSnapshot snapshot() {
        if (readAt == null) refresh();
        return book.snapshot();
    }

    /// Whether there is a market to quote from.
    public boolean filled() {
        return readAt != null && !book.snapshot().offers().isEmpty();
    }

    /// Every chip we know.
    public ChipCatalogue chips() {
        return ChipFacts.catalogue();
    }

    /// Takes in what has changed. Calls from several threads wait for each other.
    public synchronized void refresh() {
        Instant now = wall.instant();
        Instant last = readAt;
        if (last == null || last.isBefore(now.minus(KEPT.dividedBy(2)))) {
            rebuild();
        } else {
            News news = feed.since(position);
            apply(news.changes());
            position = news.next();
        }
        readAt = now;
    }

    /// Forgets changes older than a day. For one job of the installation.
    public int forgetOld() {
        return feed.forgetBefore(wall.instant().minus(KEPT));
    }

    private void rebuild() {
        // The position first: what commits meanwhile is read twice, which is harmless.
        position = feed.start();
        List<Offer> offers = feed.allOffers();
        book.replace(feed.allSites(), offers);
        offersOfPool.clear();
        offers.forEach(this::index);
    }

    private void apply(List<Change> changes) {
        if (changes.isEmpty()) return;
        List<MarketChange> market = new ArrayList<>();
        Set<UUID> sites = ids(changes, Change::site);
        if (!sites.isEmpty()) {
            feed.sites(sites).forEach(site -> market.add(new MarketChange.SitePut(site)));
        }
        Set<UUID> pools = ids(changes, Change::pool);
        if (!pools.isEmpty()) {
            putOffers(pools, feed.offersOfPools(pools), market);
        }
        for (RegionKey heard : regions(changes)) {
            feed.offersOfRegion(heard.provider(), heard.region())
                    .forEach(offer -> {
                        index(offer);
                        market.add(new MarketChange.OfferPut(offer));
                    });
        }
        book.apply(market);
    }

    private void putOffers(Set<UUID> pools, List<Offer> offers, List<MarketChange> market) {
        Set<OfferId> gone = new HashSet<>();
        pools.forEach(pool -> {
            Set<OfferId> known = offersOfPool.remove(new PoolId(pool));
            if (known != null) gone.addAll(known);
        });
        offers.forEach(offer -> {
            gone.remove(offer.id());
            index(offer);
            market.add(new MarketChange.OfferPut(offer));
        });
        gone.forEach(offer -> market.add(new MarketChange.OfferWithdrawn(offer)));
    }

    private void index(Offer offer) {
        offersOfPool.computeIfAbsent(offer.pool(), pool -> new HashSet<>()).add(offer.id());
    }

    private static Set<UUID> ids(List<Change> changes, Function<Change, @Nullable UUID> which) {
        Set<UUID> ids = new HashSet<>();
        for (Change change : changes) {
            UUID id = which.apply(change);
            if (id != null) ids.add(id);
        }
        return ids;
    }

    private static Set<RegionKey> regions(List<Change> changes) {
        Set<RegionKey> regions = new HashSet<>();
        for (Change change : changes) {
            if (change.provider() != null && change.region() != null) {
                regions.add(new RegionKey(change.provider(), change.region()));
            }
        }
        return regions;
    }
}
