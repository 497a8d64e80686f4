package gridfare.sandbox.inventory;

import gridfare.sandbox.store.Store;
import gridfare.sandbox.store.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an instance-hour costs, and cost before: the catalogue's prices and the changes since, each
/// from the business instant on at which it was made.
public final class Prices {

    private final Store store;
    private final Table<PriceChange> changes;

    /// A price from `at` on. Without a `zone` it holds for the whole region.
    public record PriceChange(
            long number,
            String vendor,
            String region,
            @Nullable String zone,
            String instanceType,
            PurchaseOption purchaseOption,
            BigDecimal amount,
            Instant at) {

        boolean concerns(String aVendor, String aRegion, @Nullable String aZone, String type) {
            return vendor.equals(aVendor)
                    && region.equals(aRegion)
                    && (zone == null || zone.equals(aZone))
                    && instanceType.equals(type);
        }
    }

    /// A price and since when.
    public record Dated(BigDecimal amount, Instant since) {}

    public Prices(Store store) {
        this.store = store;
        this.changes = store.table("price", PriceChange.class);
    }

    public synchronized void change(
            String vendor,
            String region,
            @Nullable String zone,
            String instanceType,
            PurchaseOption option,
            BigDecimal amount,
            Instant at) {
        long number = changes.all().size() + 1L;
        store.commit(
                changes.put(
                        "%08d".formatted(number),
                        new PriceChange(
                                number, vendor, region, zone, instanceType, option, amount, at)));
    }

    /// The on-demand price now; at these vendors it is the same in all zones of a region, unless
    /// one was changed by itself.
    public Optional<BigDecimal> onDemand(
            Catalogue catalogue, String region, @Nullable String zone, String type) {
        return latest(catalogue.vendor(), region, zone, type, PurchaseOption.ON_DEMAND)
                .or(() -> catalogue.onDemandPerHour(region, type));
    }

    public BigDecimal spot(Pool pool) {
        return latest(
                        pool.id().vendor(),
                        pool.region(),
                        pool.id().zone(),
                        pool.id().instanceType(),
                        PurchaseOption.SPOT)
                .orElse(pool.spotPerHour());
    }

    private Optional<BigDecimal> latest(
            String vendor,
            String region,
            @Nullable String zone,
            String type,
            PurchaseOption option) {
        return changes(vendor, region, zone, type, option).stream()
                .reduce((older, newer) -> newer)
                .map(PriceChange::amount);
    }

    /// The spot prices in force at some time between the two instants, oldest first.
    public List<Dated> spotHistory(Pool pool, Instant from, Instant to) {
        Dated before = new Dated(pool.spotPerHour(), from);
        List<PriceChange> all =
                changes(
                        pool.id().vendor(),
                        pool.region(),
                        pool.id().zone(),
                        pool.id().instanceType(),
                        PurchaseOption.SPOT);
        for (PriceChange change : all) {
            if (!change.at().isAfter(from)) before = new Dated(change.amount(), from);
        }
        List<Dated> history = new ArrayList<>(List.of(before));
        for (PriceChange change : all) {
            if (change.at().isAfter(from) && !change.at().isAfter(to)) {
                history.add(new Dated(change.amount(), change.at()));
            }
        }
        return List.copyOf(history);
    }

    private List<PriceChange> changes(
            String vendor,
            String region,
            @Nullable String zone,
            String type,
            PurchaseOption option) {
        return changes.all().stream()
                .filter(change -> change.purchaseOption() == option)
                .filter(change -> change.concerns(vendor, region, zone, type))
                .sorted(Comparator.comparingLong(PriceChange::number))
                .toList();
    }
}
