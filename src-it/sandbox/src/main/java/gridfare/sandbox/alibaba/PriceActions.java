package gridfare.sandbox.alibaba;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.InstanceType;
import gridfare.sandbox.inventory.Pool;
import gridfare.sandbox.inventory.Prices;
import gridfare.sandbox.inventory.Zone;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// DescribePrice and DescribeSpotPriceHistory, in USD as on the international site.
final class PriceActions {

    private static final String CURRENCY = "USD";
    private static final int HISTORY_PAGE = 1_000;
    private static final Duration DEFAULT_HISTORY = Duration.ofHours(3);
    private static final Duration LONGEST_HISTORY = Duration.ofDays(30);

    private final Catalogue catalogue;
    private final Prices prices;
    private final InstantSource business;

    PriceActions(Catalogue catalogue, Prices prices, InstantSource business) {
        this.catalogue = catalogue;
        this.prices = prices;
        this.business = business;
    }

    ObjectNode price(Parameters asked) {
        String region = Places.region(catalogue, asked);
        if (!asked.or("ResourceType", "instance").equals("instance")) {
            throw EcsFailure.invalid("ResourceType");
        }
        InstanceType type = Places.type(catalogue, asked);
        Zone zone = Places.zone(catalogue, asked, region);
        int amount = asked.number("Amount", 1, 1, 1_000);
        int period = asked.number("Period", 1, 1, 1);
        if (!asked.or("PriceUnit", "Hour").equals("Hour")) throw EcsFailure.invalid("PriceUnit");
        BigDecimal onDemand =
                prices.onDemand(catalogue, region, zone == null ? null : zone.id(), type.id())
                        .orElseThrow(PriceActions::notSold);
        boolean spot = !asked.or("SpotStrategy", "NoSpot").equals("NoSpot");
        BigDecimal trade = spot ? prices.spot(pool(region, zone, type)) : onDemand;
        BigDecimal factor = BigDecimal.valueOf((long) amount * period);
        ObjectNode body = Json.object();
        body.putObject("PriceInfo")
                .putObject("Price")
                .put("Currency", CURRENCY)
                .put("OriginalPrice", onDemand.multiply(factor))
                .put("DiscountPrice", onDemand.subtract(trade).multiply(factor))
                .put("TradePrice", trade.multiply(factor));
        return body;
    }

    /// Without a zone the vendor prices spot by the first zone that sells the type.
    private Pool pool(String region, @Nullable Zone zone, InstanceType type) {
        return catalogue.poolsOf(region).stream()
                .filter(pool -> pool.id().instanceType().equals(type.id()))
                .filter(pool -> zone == null || pool.id().zone().equals(zone.id()))
                .findFirst()
                .orElseThrow(PriceActions::notSold);
    }

    private static EcsFailure notSold() {
        return new EcsFailure(
                404, "PriceNotFound", "The price of your queried resource is not available now.");
    }

    ObjectNode history(Parameters asked) {
        String region = Places.region(catalogue, asked);
        InstanceType type = Places.type(catalogue, asked);
        asked.require("NetworkType");
        Zone zone = Places.zone(catalogue, asked, region);
        Instant end = instant(asked, "EndTime", business.instant());
        Instant start = instant(asked, "StartTime", end.minus(DEFAULT_HISTORY));
        if (start.isAfter(end)
                || Duration.between(start, business.instant()).compareTo(LONGEST_HISTORY) > 0) {
            throw EcsFailure.invalid("StartTime");
        }
        record Point(Pool pool, Prices.Dated price) {}
        List<Point> points =
                catalogue.poolsOf(region).stream()
                        .filter(pool -> pool.id().instanceType().equals(type.id()))
                        .filter(pool -> zone == null || pool.id().zone().equals(zone.id()))
                        .flatMap(pool ->
                                prices.spotHistory(pool, start, end).stream()
                                        .map(price -> new Point(pool, price)))
                        .toList();
        int from = asked.number("Offset", 0, 0, Integer.MAX_VALUE);
        int to = Math.min(points.size(), from + HISTORY_PAGE);
        BigDecimal onDemand =
                prices.onDemand(catalogue, region, null, type.id()).orElse(BigDecimal.ZERO);
        ObjectNode body = Json.object().put("Currency", CURRENCY).put("NextOffset", to);
        ArrayNode list = body.putObject("SpotPrices").putArray("SpotPriceType");
        for (Point point : points.subList(Math.min(from, to), to)) {
            list.addObject()
                    .put("ZoneId", point.pool().id().zone())
                    .put("InstanceType", type.id())
                    .put("NetworkType", "vpc")
                    .put("IoOptimized", "optimized")
                    .put("SpotPrice", point.price().amount())
                    .put("OriginPrice", onDemand)
                    .put(
                            "Timestamp",
                            point.price().since().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return body;
    }

    private static Instant instant(Parameters asked, String name, Instant other) {
        String text = asked.find(name);
        if (text == null) return other;
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw EcsFailure.invalid(name);
        }
    }
}
