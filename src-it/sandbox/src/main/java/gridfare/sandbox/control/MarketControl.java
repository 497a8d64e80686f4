package gridfare.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.Pool;
import gridfare.sandbox.inventory.Prices;
import gridfare.sandbox.inventory.PurchaseOption;
import gridfare.sandbox.machine.Machines;
import gridfare.sandbox.machine.StockWord;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes what the clouds have and what it costs, and shows the numbers that they never tell.
public final class MarketControl {

    private final List<Catalogue> catalogues;
    private final Machines machines;
    private final Prices prices;
    private final InstantSource business;

    public MarketControl(
            List<Catalogue> catalogues, Machines machines, Prices prices, InstantSource business) {
        this.catalogues = List.copyOf(catalogues);
        this.machines = machines;
        this.prices = prices;
        this.business = business;
    }

    JsonNode stock(Map<String, String> asked) {
        String vendor = asked.get("vendor");
        if (vendor == null) throw new IllegalArgumentException("Say which vendor.");
        return show(pools(vendor, asked.get("zone"), asked.get("instance_type")));
    }

    /// Without a zone or a type it changes all of them.
    JsonNode setStock(JsonNode body) {
        List<Pool> pools =
                pools(
                        Fields.text(body, "vendor"),
                        Fields.find(body, "zone"),
                        Fields.find(body, "instance_type"));
        StockWord word =
                Fields.find(body, "status") == null
                        ? null
                        : Fields.word(body, "status", StockWord.class);
        machines.stock(pools, Fields.number(body, "left"), word);
        return show(pools);
    }

    private List<Pool> pools(String vendor, @Nullable String zone, @Nullable String type) {
        List<Pool> pools =
                catalogue(vendor).pools().stream()
                        .filter(pool -> zone == null || zone.equals(pool.id().zone()))
                        .filter(pool -> type == null || type.equals(pool.id().instanceType()))
                        .toList();
        if (pools.isEmpty()) {
            throw new ControlFailure("%s does not sell %s in %s".formatted(vendor, type, zone));
        }
        return pools;
    }

    private Catalogue catalogue(String vendor) {
        return catalogues.stream()
                .filter(catalogue -> catalogue.vendor().equals(vendor))
                .findFirst()
                .orElseThrow(() -> new ControlFailure("No vendor " + vendor));
    }

    private JsonNode show(List<Pool> pools) {
        ArrayNode list = Json.array();
        for (Pool pool : pools) {
            list.addObject()
                    .put("vendor", pool.id().vendor())
                    .put("region", pool.region())
                    .put("zone", pool.id().zone())
                    .put("instance_type", pool.id().instanceType())
                    .put("left", machines.left(pool))
                    .put("status", machines.word(pool).name().toLowerCase(Locale.ROOT))
                    .put("spot_per_hour", prices.spot(pool).toPlainString());
        }
        return list;
    }

    JsonNode setPrice(JsonNode body) {
        String vendor = Fields.text(body, "vendor");
        String region = Fields.text(body, "region");
        String zone = Fields.find(body, "zone");
        String type = Fields.text(body, "instance_type");
        BigDecimal amount = new BigDecimal(Fields.text(body, "amount"));
        if (amount.signum() < 0) throw new IllegalArgumentException("A price is not negative.");
        boolean sold =
                catalogue(vendor).poolsOf(region).stream()
                        .filter(pool -> zone == null || zone.equals(pool.id().zone()))
                        .anyMatch(pool -> type.equals(pool.id().instanceType()));
        if (!sold) {
            throw new ControlFailure(
                    "%s does not sell %s in %s %s"
                            .formatted(vendor, type, region, zone == null ? "" : zone));
        }
        prices.change(
                vendor,
                region,
                zone,
                type,
                Fields.word(body, "purchase_option", PurchaseOption.class),
                amount,
                business.instant());
        return ControlWire.done();
    }
}
