package gridfare.provider.huawei;

import com.huaweicloud.sdk.bss.v2.model.DemandProductInfo;
import com.huaweicloud.sdk.bss.v2.model.ListOnDemandResourceRatingsRequest;
import com.huaweicloud.sdk.bss.v2.model.ListOnDemandResourceRatingsResponse;
import com.huaweicloud.sdk.bss.v2.model.RateOnDemandReq;
import com.huaweicloud.sdk.ecs.v2.model.Flavor;
import com.huaweicloud.sdk.ecs.v2.model.FlavorExtraSpec;
import com.huaweicloud.sdk.ecs.v2.model.ListFlavorsRequest;
import com.huaweicloud.sdk.ecs.v2.model.ListFlavorsResponse;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.PoolReport;
import gridfare.domain.provider.PriceReport;
import gridfare.domain.provider.SiteReport;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.money.Money;
import gridfare.provider.huawei.HuaweiCatalogue.TypeRow;
import gridfare.provider.limit.Answer;
import gridfare.provider.limit.DatedFile.StockWord;
import gridfare.provider.limit.Deadline;
import gridfare.provider.limit.Gathering;
import gridfare.provider.limit.Limits;
import gridfare.provider.limit.Listing;
import gridfare.provider.limit.Prices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the project has on sale, where, and for how much. On demand only: the vendor's interface
/// tells no price of spot machines, and what has no price is not sold.
final class HuaweiMarket {

    private static final int PAGE = 1_000;
    private static final int MOST_PAGES = 100;

    /// What the vendor rates in one request.
    private static final int MOST_PRODUCTS = 100;

    private static final int HOURS = 4;

    /// A flavor that is not offered in a zone at all.
    private static final String ABANDONED = "abandon";

    private record Shelf(String zone, String type) {}

    private final HuaweiCalls calls;
    private final HuaweiMachines machines;
    private final HuaweiCatalogue catalogue;
    private final Limits limits;

    HuaweiMarket(
            HuaweiCalls calls, HuaweiMachines machines, HuaweiCatalogue catalogue, Limits limits) {
        this.calls = calls;
        this.machines = machines;
        this.catalogue = catalogue;
        this.limits = limits;
    }

    Gathered<PoolReport> stock() {
        Answer<List<Flavor>> answer = flavors(Deadline.in(limits.gather()));
        if (!(answer instanceof Answer.Body(var flavors))) return failed(answer);
        var gathering = new Gathering<PoolReport>();
        for (Flavor flavor : flavors) pools(flavor, gathering);
        return gathering.result();
    }

    Gathered<Machine> machines() {
        Answer<Listing> answer = machines.list(null, Deadline.in(limits.gather()));
        return answer instanceof Answer.Body(var listing)
                ? new Gathered.Complete<>(listing.machines(), listing.quarantined())
                : failed(answer);
    }

    /// Each flavor is rated in each zone that it is offered in.
    Gathered<PriceReport> prices() {
        Deadline deadline = Deadline.in(limits.priceGather());
        Answer<List<Flavor>> answer = flavors(deadline);
        if (!(answer instanceof Answer.Body(var flavors))) return failed(answer);
        List<Shelf> shelves = new ArrayList<>();
        for (Flavor flavor : flavors) {
            if (!catalogue.types().containsKey(flavor.getId())) continue;
            words(flavor)
                    .orElseGet(Map::of)
                    .keySet()
                    .forEach(zone -> shelves.add(new Shelf(zone, flavor.getId())));
        }
        var gathering = new Gathering<PriceReport>();
        for (int from = 0; from < shelves.size(); from += MOST_PRODUCTS) {
            int to = Math.min(from + MOST_PRODUCTS, shelves.size());
            rate(shelves.subList(from, to), gathering, deadline);
        }
        return gathering.result();
    }

    private static <T> Gathered<T> failed(Answer<?> answer) {
        return new Gathered.Failed<>(answer.failureWords());
    }

    private Answer<List<Flavor>> flavors(Deadline deadline) {
        List<Flavor> flavors = new ArrayList<>();
        String marker = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            var request = new ListFlavorsRequest().withLimit(PAGE);
            if (marker != null) request.withMarker(marker);
            Answer<ListFlavorsResponse> answer =
                    calls.ecs(deadline, ecs -> ecs.listFlavors(request));
            if (!(answer instanceof Answer.Body(var body))) return answer.failure();
            List<Flavor> told = body.getFlavors();
            if (told == null) return new Answer.Lost<>("An answer without flavors.");
            for (Flavor flavor : told) {
                if (flavor.getId() == null || flavor.getOsExtraSpecs() == null) {
                    return new Answer.Lost<>("A flavor without a name or its specs.");
                }
            }
            flavors.addAll(told);
            if (told.size() < PAGE) return new Answer.Body<>(flavors);
            marker = told.getLast().getId();
        }
        return new Answer.Lost<>("More than " + MOST_PAGES + " pages of flavors.");
    }

    /// The word of each zone of the region that the flavor is offered in: its own, or that of the
    /// region where it has none. Empty if they cannot be read.
    private Optional<Map<String, String>> words(Flavor flavor) {
        FlavorExtraSpec specs = flavor.getOsExtraSpecs();
        return Words.zones(specs.getCondOperationAz())
                .map(told -> {
                    Map<String, String> words = new TreeMap<>(told);
                    String everywhere =
                            Objects.requireNonNullElse(specs.getCondOperationStatus(), "normal");
                    for (SiteReport site : catalogue.sites().values()) {
                        if (site.region().equals(calls.region())) {
                            words.putIfAbsent(site.code(), everywhere);
                        }
                    }
                    words.values().removeIf(ABANDONED::equals);
                    return words;
                });
    }

    private void pools(Flavor flavor, Gathering<PoolReport> gathering) {
        String type = flavor.getId();
        String told = accelerators(flavor.getOsExtraSpecs());
        if (told == null) return;
        TypeRow row = catalogue.types().get(type);
        if (row == null) {
            gathering.quarantine(type, "No chip is known for it: " + told + ".");
            return;
        }
        Words.Accelerators known =
                new Words.Accelerators(row.gpuSpec(), row.gpus(), row.gpuMemoryGib());
        if (!Words.accelerators(told).equals(Optional.of(known))) {
            gathering.quarantine(
                    type, "Described as %s, which is not what we know of it.".formatted(told));
            return;
        }
        Optional<Map<String, String>> words = words(flavor);
        if (words.isEmpty()) {
            gathering.quarantine(type, "Its zones cannot be read.");
            return;
        }
        words.get().forEach((zone, word) -> pool(row, type, zone, word, gathering));
    }

    private void pool(
            TypeRow row, String type, String zone, String said, Gathering<PoolReport> gathering) {
        SiteReport site = catalogue.sites().get(zone);
        if (site == null || !site.region().equals(calls.region())) {
            gathering.quarantine(
                    zone, "No place is known for this zone in " + calls.region() + ".");
            return;
        }
        StockWord word = catalogue.stockWords().get(said);
        if (word == null) {
            gathering.quarantine(type + " at " + zone, "Its stock is called '" + said + "'.");
            return;
        }
        gathering.add(
                new PoolReport(
                        zone,
                        type,
                        row.chip(),
                        row.gpus(),
                        false,
                        word.onSale() ? word.assumedFree() : 0,
                        word.onSale() ? Set.of(PurchaseOption.ON_DEMAND) : Set.of()));
    }

    private static @Nullable String accelerators(FlavorExtraSpec specs) {
        return specs.getInfoGpus() == null ? specs.getInfoAsicAccelerators() : specs.getInfoGpus();
    }

    /// Asks for the price of an hour. Where the vendor refuses all because of one, halves are asked
    /// for until that one is found.
    private void rate(List<Shelf> shelves, Gathering<PriceReport> gathering, Deadline deadline) {
        List<DemandProductInfo> products = new ArrayList<>();
        for (int i = 0; i < shelves.size(); i++) products.add(product(i, shelves.get(i)));
        var request =
                new ListOnDemandResourceRatingsRequest()
                        .withBody(
                                new RateOnDemandReq()
                                        .withProjectId(calls.project())
                                        .withInquiryPrecision(0)
                                        .withProductInfos(products));
        Answer<ListOnDemandResourceRatingsResponse> answer =
                calls.bss(deadline, bss -> bss.listOnDemandResourceRatings(request));
        switch (answer) {
            case Answer.Body(var body) -> {
                gathering.spoke();
                take(shelves, body, gathering);
            }
            case Answer.No<ListOnDemandResourceRatingsResponse> no
                    when Codes.isWrongProduct(no) && shelves.size() > 1 -> {
                int half = shelves.size() / 2;
                rate(shelves.subList(0, half), gathering, deadline);
                rate(shelves.subList(half, shelves.size()), gathering, deadline);
            }
            case Answer.No<ListOnDemandResourceRatingsResponse> no when Codes.isWrongProduct(no) ->
                    gathering.quarantine(
                            "%s at %s"
                                    .formatted(
                                            shelves.getFirst().type(), shelves.getFirst().zone()),
                            "No price: " + no.words() + ".");
            default -> gathering.silent(calls.region(), answer.failureWords());
        }
    }

    private DemandProductInfo product(int number, Shelf shelf) {
        return new DemandProductInfo()
                .withId(Integer.toString(number))
                .withCloudServiceType("hws.service.type.ec2")
                .withResourceType("hws.resource.type.vm")
                .withResourceSpec(shelf.type() + ".linux")
                .withRegion(calls.region())
                .withAvailableZone(shelf.zone())
                .withUsageFactor("Duration")
                .withUsageValue(BigDecimal.ONE)
                .withUsageMeasureId(HOURS)
                .withSubscriptionNum(1);
    }

    private void take(
            List<Shelf> shelves,
            ListOnDemandResourceRatingsResponse body,
            Gathering<PriceReport> gathering) {
        var results = body.getProductRatingResults();
        if (results == null) {
            gathering.silent(calls.region(), "An answer without ratings.");
            return;
        }
        for (var result : results) {
            String id = result.getId();
            if (id == null || !id.matches("[0-9]{1,3}") || Integer.parseInt(id) >= shelves.size()) {
                gathering.silent(calls.region(), "A rating of something else.");
                continue;
            }
            Shelf shelf = shelves.get(Integer.parseInt(id));
            Optional<Money> price = Prices.money(result.getAmount(), body.getCurrency());
            price.ifPresentOrElse(
                    money ->
                            gathering.add(
                                    new PriceReport(
                                            shelf.zone(),
                                            shelf.type(),
                                            PurchaseOption.ON_DEMAND,
                                            money)),
                    () ->
                            gathering.quarantine(
                                    shelf.type() + " at " + shelf.zone(),
                                    "Its price cannot be read."));
        }
    }
}
