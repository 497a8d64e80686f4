package gridfare.provider.alibaba;

import static gridfare.pricing.market.PurchaseOption.ON_DEMAND;
import static gridfare.pricing.market.PurchaseOption.SPOT;

import com.aliyun.ecs20140526.models.DescribeAvailableResourceRequest;
import com.aliyun.ecs20140526.models.DescribeAvailableResourceResponseBody;
import com.aliyun.ecs20140526.models.DescribePriceRequest;
import com.aliyun.ecs20140526.models.DescribePriceResponseBody;
import com.aliyun.ecs20140526.models.DescribeRegionsRequest;
import com.aliyun.ecs20140526.models.DescribeRegionsResponseBody;
import com.aliyun.ecs20140526.models.DescribeSpotPriceHistoryRequest;
import com.aliyun.ecs20140526.models.DescribeSpotPriceHistoryResponseBody;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.PriceReport;
import gridfare.domain.provider.SiteReport;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.money.Money;
import gridfare.provider.alibaba.AlibabaCatalogue.TypeRow;
import gridfare.provider.alibaba.AlibabaTypes.VendorType;
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.DatedFile.StockWord;
import gridfare.provider.limit.Deadline;
import gridfare.provider.limit.Gathering;
import gridfare.provider.limit.Limits;
import gridfare.provider.limit.Listing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the vendor has on sale, where, and for how much: everything that goes over all regions.
final class AlibabaMarket {

    private static final System.Logger LOG = System.getLogger("gridfare.provider.alibaba");

    private static final int MOST_PAGES = 100;

    /// A zone's stock of a type.
    private record Shelf(String zone, String type) implements Comparable<Shelf> {
        @Override
        public int compareTo(Shelf other) {
            int byZone = zone.compareTo(other.zone);
            return byZone != 0 ? byZone : type.compareTo(other.type);
        }
    }

    /// A question for a price: on demand it is the same in all zones of a region, spot is told for
    /// all zones at once.
    private record PriceTag(String region, String type, PurchaseOption option) {}

    private record Regions(List<String> reachable, List<String> unknown) {}

    private final AlibabaCalls calls;
    private final AlibabaMachines machines;
    private final AlibabaCatalogue catalogue;
    private final AlibabaTypes types;
    private final Limits limits;

    AlibabaMarket(
            AlibabaCalls calls,
            AlibabaMachines machines,
            AlibabaCatalogue catalogue,
            AlibabaTypes types,
            Limits limits) {
        this.calls = calls;
        this.machines = machines;
        this.catalogue = catalogue;
        this.types = types;
        this.limits = limits;
    }

    Gathered<PoolReport> stock() {
        Deadline deadline = Deadline.in(limits.gather());
        Answer<Map<String, VendorType>> described = types.all(calls, deadline);
        if (!(described instanceof Answer.Body(var vendorTypes))) return failed(described);
        Answer<Regions> listed = regions(deadline);
        if (!(listed instanceof Answer.Body(var regions))) return failed(listed);
        var gathering = new Gathering<PoolReport>();
        for (var region : shelves(regions, gathering, deadline).entrySet()) {
            region.getValue()
                    .forEach((shelf, words) ->
                            pool(region.getKey(), shelf, words, vendorTypes, gathering));
        }
        return gathering.result();
    }

    Gathered<PriceReport> prices() {
        Deadline deadline = Deadline.in(limits.priceGather());
        Answer<Regions> listed = regions(deadline);
        if (!(listed instanceof Answer.Body(var regions))) return failed(listed);
        var gathering = new Gathering<PriceReport>();
        Map<PriceTag, Set<String>> zonesOf = new LinkedHashMap<>();
        for (var region : shelves(regions, gathering, deadline).entrySet()) {
            for (var told : region.getValue().entrySet()) {
                Shelf shelf = told.getKey();
                if (!isKnown(shelf)) continue;
                for (PurchaseOption option : told.getValue().keySet()) {
                    zonesOf.computeIfAbsent(
                                    new PriceTag(region.getKey(), shelf.type(), option),
                                    _ -> new TreeSet<>())
                            .add(shelf.zone());
                }
            }
        }
        Map<Map.Entry<PriceTag, Set<String>>, Answer<Map<String, Money>>> answers =
                Gathering.each(
                        zonesOf.entrySet(),
                        limits.parallel(),
                        deadline,
                        asked -> prices(asked.getKey(), asked.getValue(), deadline));
        for (var asked : zonesOf.entrySet()) {
            PriceTag tag = asked.getKey();
            Answer<Map<String, Money>> answer = answers.get(asked);
            switch (answer) {
                case null -> gathering.silent(tag.region(), "No time was left.");
                case Answer.Body(var prices) ->
                        prices.forEach((zone, price) ->
                                gathering.add(
                                        new PriceReport(zone, tag.type(), tag.option(), price)));
                case Answer.No<Map<String, Money>> no when !Codes.isThrottled(no) ->
                        gathering.quarantine(
                                "%s in %s".formatted(tag.type(), tag.region()),
                                "No %s price: %s.".formatted(tag.option(), no.words()));
                default -> gathering.silent(tag.region(), answer.failureWords());
            }
        }
        return gathering.result();
    }

    private Answer<Map<String, Money>> prices(PriceTag tag, Set<String> zones, Deadline deadline) {
        return switch (tag.option()) {
            case ON_DEMAND -> onDemand(tag, zones, deadline);
            case SPOT -> spot(tag, zones, deadline);
            case RESERVED -> new Answer.Body<>(Map.of());
        };
    }

    Gathered<Machine> machines() {
        Deadline deadline = Deadline.in(limits.gather());
        Answer<Regions> listed = regions(deadline);
        if (!(listed instanceof Answer.Body(var regions))) return failed(listed);
        var gathering = new Gathering<Machine>();
        Map<String, Answer<Listing>> answers =
                Gathering.each(
                        regions.reachable(),
                        limits.parallel(),
                        deadline,
                        region -> machines.list(region, null, deadline));
        for (String region : regions.reachable()) {
            switch (answers.get(region)) {
                case null -> gathering.silent(region, "No time was left.");
                case Answer.Body(var listing) -> {
                    gathering.spoke();
                    listing.machines().forEach(gathering::add);
                    gathering.quarantine(listing.quarantined());
                }
                case Answer<Listing> failure -> gathering.silent(region, failure.failureWords());
            }
        }
        return gathering.result();
    }

    private static <T> Gathered<T> failed(Answer<?> answer) {
        return new Gathered.Failed<>(answer.failureWords());
    }

    private Answer<Regions> regions(Deadline deadline) {
        String home = calls.homeRegion();
        Answer<DescribeRegionsResponseBody> answer =
                calls.ask(
                        home,
                        deadline,
                        (client, options) ->
                                client.describeRegionsWithOptions(
                                                new DescribeRegionsRequest(), options)
                                        .getBody());
        if (!(answer instanceof Answer.Body(var body))) return answer.failure();
        if (body.getRegions() == null || body.getRegions().getRegion() == null) {
            return new Answer.Lost<>("An answer without regions.");
        }
        List<String> reachable = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (var region : body.getRegions().getRegion()) {
            (calls.reaches(region.getRegionId()) ? reachable : unknown).add(region.getRegionId());
        }
        return new Answer.Body<>(new Regions(reachable, unknown));
    }

    /// By region, the vendor's stock word for each purchase option that it lists a type for.
    /// Regions that did not answer are noted as silent.
    private Map<String, Map<Shelf, Map<PurchaseOption, String>>> shelves(
            Regions regions, Gathering<?> gathering, Deadline deadline) {
        regions.unknown()
                .forEach(region -> gathering.quarantine(region, "A region unknown to us."));
        Map<String, Answer<Map<Shelf, Map<PurchaseOption, String>>>> answers =
                Gathering.each(
                        regions.reachable(),
                        limits.parallel(),
                        deadline,
                        region -> shelves(region, deadline));
        Map<String, Map<Shelf, Map<PurchaseOption, String>>> answered = new LinkedHashMap<>();
        for (String region : regions.reachable()) {
            switch (answers.get(region)) {
                case null -> gathering.silent(region, "No time was left.");
                case Answer.Body(var shelves) -> {
                    gathering.spoke();
                    answered.put(region, shelves);
                }
                case Answer<Map<Shelf, Map<PurchaseOption, String>>> failure -> {
                    String why = failure.failureWords();
                    LOG.log(System.Logger.Level.INFO, "Region {0} is silent: {1}", region, why);
                    gathering.silent(region, why);
                }
            }
        }
        return answered;
    }

    private Answer<Map<Shelf, Map<PurchaseOption, String>>> shelves(
            String region, Deadline deadline) {
        Map<Shelf, Map<PurchaseOption, String>> words = new TreeMap<>();
        for (PurchaseOption option : List.of(ON_DEMAND, SPOT)) {
            var request =
                    new DescribeAvailableResourceRequest()
                            .setRegionId(region)
                            .setDestinationResource("InstanceType")
                            .setResourceType("instance")
                            .setInstanceChargeType("PostPaid")
                            .setSpotStrategy(option == SPOT ? "SpotAsPriceGo" : "NoSpot");
            Answer<DescribeAvailableResourceResponseBody> answer =
                    calls.ask(
                            region,
                            deadline,
                            (client, options) ->
                                    client.describeAvailableResourceWithOptions(request, options)
                                            .getBody());
            if (!(answer instanceof Answer.Body(var body))) return answer.failure();
            if (body.getAvailableZones() == null
                    || body.getAvailableZones().getAvailableZone() == null) {
                return new Answer.Lost<>("An answer without zones.");
            }
            for (var zone : body.getAvailableZones().getAvailableZone()) {
                if (zone.getAvailableResources() == null
                        || zone.getAvailableResources().getAvailableResource() == null) continue;
                for (var kind : zone.getAvailableResources().getAvailableResource()) {
                    if (kind.getSupportedResources() == null
                            || kind.getSupportedResources().getSupportedResource() == null)
                        continue;
                    for (var type : kind.getSupportedResources().getSupportedResource()) {
                        String word = type.getStatusCategory();
                        words.computeIfAbsent(
                                        new Shelf(zone.getZoneId(), type.getValue()),
                                        _ -> new EnumMap<>(PurchaseOption.class))
                                .put(option, word == null ? "" : word);
                    }
                }
            }
        }
        return new Answer.Body<>(words);
    }

    private boolean isKnown(Shelf shelf) {
        return catalogue.sites().containsKey(shelf.zone())
                && catalogue.types().containsKey(shelf.type());
    }

    private void pool(
            String region,
            Shelf shelf,
            Map<PurchaseOption, String> words,
            Map<String, VendorType> vendorTypes,
            Gathering<PoolReport> gathering) {
        VendorType described = vendorTypes.get(shelf.type());
        TypeRow row = catalogue.types().get(shelf.type());
        if (described == null) {
            gathering.quarantine(shelf.type(), "On sale, but described nowhere.");
            return;
        }
        if (described.gpus() == 0) return;
        if (row == null) {
            gathering.quarantine(
                    shelf.type(),
                    "No chip is known for it: %s, %d GiB."
                            .formatted(described.gpuSpec(), described.gpuMemoryGib()));
            return;
        }
        if (row.gpus() != described.gpus()
                || !row.gpuSpec().equals(described.gpuSpec())
                || row.gpuMemoryGib() != described.gpuMemoryGib()) {
            gathering.quarantine(
                    shelf.type(),
                    "Described as %s, which is not what we know of it.".formatted(described));
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
        for (var told : words.entrySet()) {
            StockWord word = catalogue.stockWords().get(told.getValue());
            if (word == null) {
                gathering.quarantine(
                        shelf.type() + " at " + shelf.zone(),
                        "Its stock is called '" + told.getValue() + "'.");
                return;
            }
            if (word.onSale()) {
                sells.add(told.getKey());
                free = Math.max(free, word.assumedFree());
            }
        }
        gathering.add(
                new PoolReport(
                        shelf.zone(), shelf.type(), row.chip(), row.gpus(), false, free, sells));
    }

    private Answer<Map<String, Money>> onDemand(
            PriceTag tag, Set<String> zones, Deadline deadline) {
        var request =
                new DescribePriceRequest()
                        .setRegionId(tag.region())
                        .setResourceType("instance")
                        .setInstanceType(tag.type())
                        .setPriceUnit("Hour")
                        .setPeriod(1)
                        .setAmount(1);
        Answer<DescribePriceResponseBody> answer =
                calls.ask(
                        tag.region(),
                        deadline,
                        (client, options) ->
                                client.describePriceWithOptions(request, options).getBody());
        if (!(answer instanceof Answer.Body(var body))) return answer.failure();
        if (body.getPriceInfo() == null || body.getPriceInfo().getPrice() == null) {
            return new Answer.Lost<>("An answer without a price.");
        }
        var told = body.getPriceInfo().getPrice();
        return Prices.money(told.getTradePrice(), told.getCurrency())
                .<Answer<Map<String, Money>>>map(price -> {
                    Map<String, Money> byZone = new LinkedHashMap<>();
                    zones.forEach(zone -> byZone.put(zone, price));
                    return new Answer.Body<>(byZone);
                })
                .orElseGet(() -> new Answer.Lost<>("A price that cannot be read."));
    }

    /// The newest price that the history tells for each zone.
    private Answer<Map<String, Money>> spot(PriceTag tag, Set<String> zones, Deadline deadline) {
        Map<String, Prices.Dated> newest = new HashMap<>();
        Integer offset = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            var request =
                    new DescribeSpotPriceHistoryRequest()
                            .setRegionId(tag.region())
                            .setNetworkType("vpc")
                            .setInstanceType(tag.type());
            if (offset != null) request.setOffset(offset);
            Answer<DescribeSpotPriceHistoryResponseBody> answer =
                    calls.ask(
                            tag.region(),
                            deadline,
                            (client, options) ->
                                    client.describeSpotPriceHistoryWithOptions(request, options)
                                            .getBody());
            if (!(answer instanceof Answer.Body(var body))) return answer.failure();
            if (body.getSpotPrices() == null || body.getSpotPrices().getSpotPriceType() == null) {
                return new Answer.Lost<>("An answer without spot prices.");
            }
            var told = body.getSpotPrices().getSpotPriceType();
            for (var price : told) {
                Optional<Prices.Dated> dated =
                        Prices.dated(
                                price.getSpotPrice(), body.getCurrency(), price.getTimestamp());
                if (dated.isEmpty()) return new Answer.Lost<>("A price that cannot be read.");
                newest.merge(price.getZoneId(), dated.get(), Prices.Dated::newer);
            }
            Integer next = body.getNextOffset();
            if (told.isEmpty() || next == null || next <= (offset == null ? 0 : offset)) {
                Map<String, Money> byZone = new TreeMap<>();
                newest.forEach((zone, dated) -> {
                    if (zones.contains(zone)) byZone.put(zone, dated.price());
                });
                return new Answer.Body<>(byZone);
            }
            offset = next;
        }
        return new Answer.Lost<>("A price history without an end.");
    }
}
