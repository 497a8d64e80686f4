package gridfare.provider.tencent;

import static gridfare.pricing.market.PurchaseOption.ON_DEMAND;
import static gridfare.pricing.market.PurchaseOption.SPOT;

import com.tencentcloudapi.cvm.v20170312.models.DescribeRegionsRequest;
import com.tencentcloudapi.cvm.v20170312.models.DescribeRegionsResponse;
import com.tencentcloudapi.cvm.v20170312.models.DescribeZoneInstanceConfigInfosRequest;
import com.tencentcloudapi.cvm.v20170312.models.DescribeZoneInstanceConfigInfosResponse;
import com.tencentcloudapi.cvm.v20170312.models.Filter;
import com.tencentcloudapi.cvm.v20170312.models.InstanceTypeQuotaItem;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.PriceReport;
import gridfare.domain.provider.SiteReport;
import gridfare.pricing.market.PurchaseOption;
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.DatedFile.StockWord;
import gridfare.provider.limit.Deadline;
import gridfare.provider.limit.Gathering;
import gridfare.provider.limit.Limits;
import gridfare.provider.limit.Listing;
import gridfare.provider.limit.Prices;
import gridfare.provider.tencent.TencentCatalogue.TypeRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the vendor has on sale, where, and for how much: everything that goes over all regions.
/// Types, stock and prices of a region come in one answer.
final class TencentMarket {

    /// The vendor's answers name no currency; its Chinese site has this one.
    private static final String CURRENCY = "CNY";

    private static final String HOURLY = "HOUR";

    private record Shelf(String zone, String type) implements Comparable<Shelf> {
        @Override
        public int compareTo(Shelf other) {
            int byZone = zone.compareTo(other.zone);
            return byZone != 0 ? byZone : type.compareTo(other.type);
        }
    }

    private final TencentCalls calls;
    private final TencentMachines machines;
    private final TencentCatalogue catalogue;
    private final Limits limits;

    TencentMarket(
            TencentCalls calls,
            TencentMachines machines,
            TencentCatalogue catalogue,
            Limits limits) {
        this.calls = calls;
        this.machines = machines;
        this.catalogue = catalogue;
        this.limits = limits;
    }

    Gathered<PoolReport> stock() {
        return overRegions(
                limits.gather(),
                deadline -> region -> configs(region, deadline),
                (Gathering<PoolReport> gathering, Told told) -> {
                    Map<Shelf, List<InstanceTypeQuotaItem>> shelves = new TreeMap<>();
                    for (InstanceTypeQuotaItem item : told.items()) {
                        shelves.computeIfAbsent(
                                        new Shelf(item.getZone(), item.getInstanceType()),
                                        _ -> new ArrayList<>())
                                .add(item);
                    }
                    shelves.forEach((shelf, items) -> pool(told.region(), shelf, items, gathering));
                });
    }

    Gathered<PriceReport> prices() {
        return overRegions(
                limits.priceGather(),
                deadline -> region -> configs(region, deadline),
                (Gathering<PriceReport> gathering, Told told) -> {
                    for (InstanceTypeQuotaItem item : told.items()) price(item, gathering);
                });
    }

    Gathered<Machine> machines() {
        return overRegions(
                limits.gather(),
                deadline -> region -> machines.list(region, null, deadline),
                (Gathering<Machine> gathering, Listing listing) -> {
                    listing.machines().forEach(gathering::add);
                    gathering.quarantine(listing.quarantined());
                });
    }

    private record Told(String region, List<InstanceTypeQuotaItem> items) {}

    /// Asks every region the same, side by side, and takes the answers in order.
    private <T, A> Gathered<T> overRegions(
            Duration limit,
            Function<Deadline, Function<String, Answer<A>>> question,
            BiConsumer<Gathering<T>, A> take) {
        Deadline deadline = Deadline.in(limit);
        Answer<DescribeRegionsResponse> listed =
                calls.ask(
                        calls.homeRegion(),
                        deadline,
                        client -> client.DescribeRegions(new DescribeRegionsRequest()));
        if (!(listed instanceof Answer.Body(var body))) {
            return new Gathered.Failed<>(listed.failureWords());
        }
        if (body.getRegionSet() == null) {
            return new Gathered.Failed<>("An answer without regions.");
        }
        var gathering = new Gathering<T>();
        List<String> regions = new ArrayList<>();
        for (var region : body.getRegionSet()) {
            if (calls.reaches(region.getRegion())) {
                regions.add(region.getRegion());
            } else {
                gathering.quarantine(region.getRegion(), "A region unknown to us.");
            }
        }
        Map<String, Answer<A>> answers =
                Gathering.each(regions, limits.parallel(), deadline, question.apply(deadline));
        for (String region : regions) {
            switch (answers.get(region)) {
                case null -> gathering.silent(region, "No time was left.");
                case Answer.Body(var answer) -> {
                    gathering.spoke();
                    take.accept(gathering, answer);
                }
                case Answer<A> failure -> gathering.silent(region, failure.failureWords());
            }
        }
        return gathering.result();
    }

    private Answer<Told> configs(String region, Deadline deadline) {
        var request = new DescribeZoneInstanceConfigInfosRequest();
        request.setFilters(
                new Filter[] {
                    TencentMachines.filter(
                            "instance-charge-type", Words.charge(ON_DEMAND), Words.charge(SPOT))
                });
        Answer<DescribeZoneInstanceConfigInfosResponse> answer =
                calls.ask(
                        region,
                        deadline,
                        client -> client.DescribeZoneInstanceConfigInfos(request));
        if (!(answer instanceof Answer.Body(var body))) return answer.failure();
        InstanceTypeQuotaItem[] items = body.getInstanceTypeQuotaSet();
        if (items == null) return new Answer.Lost<>("An answer without instance types.");
        for (InstanceTypeQuotaItem item : items) {
            if (item.getZone() == null || item.getInstanceType() == null) {
                return new Answer.Lost<>("A configuration without a name or a place.");
            }
        }
        return new Answer.Body<>(new Told(region, List.of(items)));
    }

    /// The chip is known for some types only, and how many GPUs it has must agree with what the
    /// vendor says; a share of a GPU is not sold.
    private void pool(
            String region,
            Shelf shelf,
            List<InstanceTypeQuotaItem> items,
            Gathering<PoolReport> gathering) {
        Float told = items.getFirst().getGpuCount();
        float gpus = told == null ? 0 : told;
        if (gpus == 0) return;
        TypeRow row = catalogue.types().get(shelf.type());
        if (row == null) {
            gathering.quarantine(shelf.type(), "No chip is known for it: " + gpus + " GPUs.");
            return;
        }
        if (row.gpus() != gpus) {
            gathering.quarantine(
                    shelf.type(), "Has %s GPUs, not %d as known.".formatted(gpus, row.gpus()));
            return;
        }
        SiteReport site = catalogue.sites().get(shelf.zone());
        if (site == null || !site.region().equals(region)) {
            gathering.quarantine(
                    shelf.zone(), "No place is known for this zone in " + region + ".");
            return;
        }
        int free = 0;
        Set<PurchaseOption> sells = new TreeSet<>();
        for (InstanceTypeQuotaItem item : items) {
            PurchaseOption option = Words.option(item.getInstanceChargeType());
            StockWord word = word(item);
            if (option == null || word == null) {
                gathering.quarantine(
                        shelf.type() + " at " + shelf.zone(),
                        "Its stock is called '%s', charged '%s'."
                                .formatted(item.getStatusCategory(), item.getInstanceChargeType()));
                return;
            }
            if (word.onSale() && "SELL".equals(item.getStatus())) {
                sells.add(option);
                free = Math.max(free, word.assumedFree());
            }
        }
        gathering.add(
                new PoolReport(
                        shelf.zone(), shelf.type(), row.chip(), row.gpus(), false, free, sells));
    }

    private @Nullable StockWord word(InstanceTypeQuotaItem item) {
        String category = item.getStatusCategory();
        return category == null ? null : catalogue.stockWords().get(category);
    }

    private void price(InstanceTypeQuotaItem item, Gathering<PriceReport> gathering) {
        PurchaseOption option = Words.option(item.getInstanceChargeType());
        if (option == null
                || !catalogue.types().containsKey(item.getInstanceType())
                || !catalogue.sites().containsKey(item.getZone())) return;
        var price = item.getPrice();
        var payable =
                price == null || !Objects.equals(price.getChargeUnit(), HOURLY)
                        ? null
                        : Prices.money(price.getUnitPriceDiscount(), CURRENCY).orElse(null);
        if (payable == null) {
            gathering.quarantine(
                    item.getInstanceType() + " at " + item.getZone(),
                    "No " + option + " price an hour can be read.");
            return;
        }
        gathering.add(new PriceReport(item.getZone(), item.getInstanceType(), option, payable));
    }
}
