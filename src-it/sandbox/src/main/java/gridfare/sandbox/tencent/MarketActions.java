package gridfare.sandbox.tencent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.InstanceType;
import gridfare.sandbox.inventory.Pool;
import gridfare.sandbox.inventory.PoolId;
import gridfare.sandbox.inventory.Prices;
import gridfare.sandbox.inventory.PurchaseOption;
import gridfare.sandbox.machine.Machines;
import gridfare.sandbox.machine.StockWord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/// Regions, zones, and what they sell: types, stock and prices come in one answer.
final class MarketActions {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Catalogue catalogue;
    private final Prices prices;
    private final Machines machines;

    MarketActions(Catalogue catalogue, Prices prices, Machines machines) {
        this.catalogue = catalogue;
        this.prices = prices;
        this.machines = machines;
    }

    ObjectNode regions() {
        ObjectNode response = Json.object().put("TotalCount", catalogue.regions().size());
        ArrayNode regions = response.putArray("RegionSet");
        catalogue
                .regions()
                .forEach((id, name) ->
                        regions.addObject()
                                .put("Region", id)
                                .put("RegionName", name)
                                .put("RegionState", "AVAILABLE"));
        return response;
    }

    ObjectNode zones(Asked asked) {
        var zones = catalogue.zonesOf(region(asked));
        ObjectNode response = Json.object().put("TotalCount", zones.size());
        ArrayNode list = response.putArray("ZoneSet");
        zones.forEach(zone ->
                list.addObject()
                        .put("Zone", zone.id())
                        .put("ZoneName", zone.id())
                        .put("ZoneState", "AVAILABLE"));
        return response;
    }

    private String region(Asked asked) {
        if (asked.region().isEmpty()) throw CvmFailure.missing("Region");
        if (!catalogue.regions().containsKey(asked.region())) {
            throw new CvmFailure("UnsupportedRegion", "The region is not supported.");
        }
        return asked.region();
    }

    /// Without a filter on the charge type, on-demand configurations are listed.
    ObjectNode configs(Asked asked) {
        String region = region(asked);
        Map<String, List<String>> filters = asked.filters(100);
        for (String name : filters.keySet()) {
            if (!List.of("zone", "instance-family", "instance-type", "instance-charge-type")
                    .contains(name)) {
                throw new CvmFailure("InvalidFilter", "There is no filter " + name);
            }
        }
        ObjectNode response = Json.object();
        ArrayNode list = response.putArray("InstanceTypeQuotaSet");
        for (String charge :
                filters.getOrDefault("instance-charge-type", List.of("POSTPAID_BY_HOUR"))) {
            if (charge.equals("PREPAID")) continue;
            PurchaseOption option = option(charge);
            for (Pool pool : catalogue.poolsOf(region)) {
                InstanceType type = type(pool.id().instanceType());
                if (wanted(filters, pool, type)) add(list, pool, type, charge, option);
            }
        }
        return response;
    }

    private static boolean wanted(Map<String, List<String>> filters, Pool pool, InstanceType type) {
        return passes(filters, "zone", pool.id().zone())
                && passes(filters, "instance-type", type.id())
                && passes(filters, "instance-family", family(type));
    }

    private static boolean passes(Map<String, List<String>> filters, String name, String value) {
        List<String> values = filters.get(name);
        return values == null || values.contains(value);
    }

    private static String family(InstanceType type) {
        return type.id().substring(0, type.id().indexOf('.'));
    }

    private void add(
            ArrayNode list, Pool pool, InstanceType type, String charge, PurchaseOption option) {
        StockWord word = machines.word(pool);
        ObjectNode entry =
                list.addObject()
                        .put("Zone", pool.id().zone())
                        .put("InstanceType", type.id())
                        .put("InstanceFamily", family(type))
                        .put("InstanceChargeType", charge)
                        .put("Cpu", type.vcpus())
                        .put("Memory", type.memoryGib())
                        .put("Gpu", type.gpus())
                        .put("GpuCount", (float) type.gpus())
                        .put("Status", word.available() ? "SELL" : "SOLD_OUT")
                        .put("StatusCategory", category(word))
                        .put("SoldOutReason", word.available() ? "" : "Sold out");
        priceOf(entry.putObject("Price"), pool, option, 1);
    }

    private static String category(StockWord word) {
        return switch (word) {
            case WITH_STOCK -> "EnoughStock";
            case CLOSED_WITH_STOCK -> "UnderStock";
            case WITHOUT_STOCK, CLOSED_WITHOUT_STOCK -> "WithoutStock";
        };
    }

    ObjectNode price(Asked asked) {
        region(asked);
        Pool pool = pool(asked.zone(), asked.require("InstanceType"));
        int count = asked.number("InstanceCount", 1, 1, 100);
        ObjectNode response = Json.object();
        ObjectNode price = response.putObject("Price").putObject("InstancePrice");
        priceOf(price, pool, option(asked), count);
        return response;
    }

    /// The list price is the on-demand price; `Discount` is the percentage of it to be paid.
    private void priceOf(ObjectNode price, Pool pool, PurchaseOption option, int count) {
        BigDecimal times = BigDecimal.valueOf(count);
        BigDecimal list = perHour(pool, PurchaseOption.ON_DEMAND).multiply(times);
        BigDecimal payable = perHour(pool, option).multiply(times);
        price.put("ChargeUnit", "HOUR").put("UnitPrice", list).put("UnitPriceDiscount", payable);
        if (list.signum() > 0) {
            price.put("Discount", payable.multiply(HUNDRED).divide(list, 1, RoundingMode.HALF_UP));
        }
    }

    BigDecimal perHour(Pool pool, PurchaseOption option) {
        return switch (option) {
            case SPOT -> prices.spot(pool);
            case ON_DEMAND ->
                    prices.onDemand(
                                    catalogue,
                                    pool.region(),
                                    pool.id().zone(),
                                    pool.id().instanceType())
                            .orElseThrow(() -> CvmFailure.invalid("InstanceType"));
        };
    }

    Pool pool(String zone, String type) {
        if (catalogue.zone(zone).isEmpty()) {
            throw new CvmFailure(
                    "InvalidZone.MismatchRegion", "The specified zone does not exist.");
        }
        type(type);
        return catalogue
                .pool(new PoolId(CvmWire.VENDOR, zone, type))
                .orElseThrow(() ->
                        new CvmFailure(
                                "ResourceNotFound.InvalidZoneInstanceType",
                                "This instance type is not offered in this zone."));
    }

    private InstanceType type(String id) {
        return catalogue
                .type(id)
                .orElseThrow(() ->
                        new CvmFailure(
                                "InvalidInstanceType.ValueNotSupported",
                                "The instance type %s does not exist.".formatted(id)));
    }

    static PurchaseOption option(Asked asked) {
        String charge = asked.find("InstanceChargeType");
        return option(charge == null ? "POSTPAID_BY_HOUR" : charge);
    }

    private static PurchaseOption option(String charge) {
        return switch (charge) {
            case "POSTPAID_BY_HOUR" -> PurchaseOption.ON_DEMAND;
            case "SPOTPAID" -> PurchaseOption.SPOT;
            default -> throw CvmFailure.invalid("InstanceChargeType");
        };
    }
}
