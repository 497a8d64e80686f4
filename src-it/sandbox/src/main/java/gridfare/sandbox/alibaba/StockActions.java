package gridfare.sandbox.alibaba;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.Pool;
import gridfare.sandbox.inventory.Zone;
import gridfare.sandbox.machine.Machines;
import gridfare.sandbox.machine.StockWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// DescribeAvailableResource: words about stock, for all zones of a region or one.
final class StockActions {

    private final Catalogue catalogue;
    private final Machines machines;

    StockActions(Catalogue catalogue, Machines machines) {
        this.catalogue = catalogue;
        this.machines = machines;
    }

    ObjectNode available(Parameters asked) {
        String region = Places.region(catalogue, asked);
        String destination = asked.require("DestinationResource");
        if (!destination.equals("InstanceType") && !destination.equals("Zone")) {
            throw EcsFailure.invalid("DestinationResource");
        }
        Zone only = Places.zone(catalogue, asked, region);
        String type = asked.find("InstanceType");
        Map<String, List<Pool>> byZone = new LinkedHashMap<>();
        for (Pool pool : catalogue.poolsOf(region)) {
            if (only != null && !only.id().equals(pool.id().zone())) continue;
            if (type != null && !type.equals(pool.id().instanceType())) continue;
            byZone.computeIfAbsent(pool.id().zone(), zone -> new ArrayList<>()).add(pool);
        }
        ObjectNode body = Json.object();
        ArrayNode zones = body.putObject("AvailableZones").putArray("AvailableZone");
        byZone.forEach(
                (zone, pools) -> addZone(zones, region, zone, pools, destination.equals("Zone")));
        return body;
    }

    private void addZone(
            ArrayNode zones, String region, String zone, List<Pool> pools, boolean zonesOnly) {
        List<StockWord> words = pools.stream().map(machines::word).toList();
        StockWord best = StockWord.CLOSED_WITHOUT_STOCK;
        for (StockWord word : words) if (word.compareTo(best) < 0) best = word;
        ObjectNode entry = zones.addObject().put("RegionId", region).put("ZoneId", zone);
        say(entry, best);
        if (zonesOnly) return;
        ArrayNode resources =
                entry.putObject("AvailableResources")
                        .putArray("AvailableResource")
                        .addObject()
                        .put("Type", "InstanceType")
                        .putObject("SupportedResources")
                        .putArray("SupportedResource");
        for (int i = 0; i < pools.size(); i++) {
            say(resources.addObject().put("Value", pools.get(i).id().instanceType()), words.get(i));
        }
    }

    private static void say(ObjectNode entry, StockWord word) {
        String category =
                switch (word) {
                    case WITH_STOCK -> "WithStock";
                    case CLOSED_WITH_STOCK -> "ClosedWithStock";
                    case WITHOUT_STOCK -> "WithoutStock";
                    case CLOSED_WITHOUT_STOCK -> "ClosedWithoutStock";
                };
        entry.put("Status", word.available() ? "Available" : "SoldOut")
                .put("StatusCategory", category);
    }
}
