package gridfare.domain.placement;

import gridfare.domain.clock.Wall;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.quote.Utilisations;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.quote.Utilisation;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts for surge how much of each chip class is in use by tier: GPUs of live legs, against those
/// and what could be claimed besides.
@ApplicationScoped
public class CountUtilisation {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int FULL = 10_000;

    @Inject DuePlacements placements;
    @Inject OfferBook book;
    @Inject Utilisations utilisations;
    @Inject @Wall InstantSource wall;

    private volatile @Nullable Instant countedAt;

    /// Counts anew where the last count is old.
    public void run() {
        Instant now = wall.instant();
        Instant last = countedAt;
        if (last != null && last.plus(EVERY).isAfter(now)) return;
        countedAt = now;
        Map<String, Long> free = new HashMap<>();
        Set<PoolId> counted = new HashSet<>();
        for (Offer offer : book.snapshot().offers()) {
            if (counted.add(offer.pool())) {
                add(free, chipClass(offer.chip()), offer.claimableGpus());
            }
        }
        Map<Utilisation.Key, Long> used = new HashMap<>();
        placements
                .gpusInUse()
                .forEach(use -> {
                    String chipClass = chipClass(new ChipId(use.chip()));
                    if (chipClass != null) {
                        used.merge(
                                new Utilisation.Key(QosTier.valueOf(use.tier()), chipClass),
                                use.gpus(),
                                Long::sum);
                    }
                });
        Map<Utilisation.Key, BasisPoints> shares = new HashMap<>();
        used.forEach((key, gpus) -> {
            long all = gpus + free.getOrDefault(key.chipClass(), 0L);
            shares.put(key, new BasisPoints((int) (gpus * FULL / all)));
        });
        utilisations.counted(new Utilisation(shares));
    }

    private static void add(Map<String, Long> sums, @Nullable String chipClass, long gpus) {
        if (chipClass != null) sums.merge(chipClass, gpus, Long::sum);
    }

    private @Nullable String chipClass(ChipId chip) {
        return book.chips().find(chip).map(Chip::chipClass).orElse(null);
    }
}
