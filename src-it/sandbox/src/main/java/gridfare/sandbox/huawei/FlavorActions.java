package gridfare.sandbox.huawei;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.InstanceType;
import gridfare.sandbox.inventory.Pool;
import gridfare.sandbox.machine.Machines;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Zones, flavors with their stock in each zone, and what is sold by spot.
final class FlavorActions {

    private static final int MOST = 1_000;

    private final Catalogue catalogue;
    private final Machines machines;

    FlavorActions(Catalogue catalogue, Machines machines) {
        this.catalogue = catalogue;
        this.machines = machines;
    }

    ObjectNode zones() {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("availabilityZoneInfo");
        for (String region : catalogue.regions().keySet()) {
            catalogue
                    .zonesOf(region)
                    .forEach(zone ->
                            list.addObject()
                                    .put("zoneName", zone.id())
                                    .putNull("hosts")
                                    .putObject("zoneState")
                                    .put("available", true));
        }
        return body;
    }

    /// With a zone only what can be had there is listed. The marker is the id of the last one seen.
    ObjectNode flavors(Map<String, String> asked) {
        String zone = asked.get("availability_zone");
        String marker = asked.get("marker");
        int limit = Numbers.of(asked, "limit", MOST, 1, MOST);
        List<InstanceType> all =
                catalogue.types().stream()
                        .filter(type -> zone == null || usable(type, zone))
                        .dropWhile(type -> marker != null && !type.id().equals(marker))
                        .skip(marker == null ? 0 : 1)
                        .limit(limit)
                        .toList();
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("flavors");
        all.forEach(type -> add(list, type));
        return body;
    }

    private boolean usable(InstanceType type, String zone) {
        return pools(type).stream()
                .anyMatch(pool -> pool.id().zone().equals(zone) && machines.word(pool).available());
    }

    private List<Pool> pools(InstanceType type) {
        return catalogue.pools().stream()
                .filter(pool -> pool.id().instanceType().equals(type.id()))
                .toList();
    }

    private void add(ArrayNode list, InstanceType type) {
        ObjectNode flavor =
                list.addObject()
                        .put("id", type.id())
                        .put("name", type.id())
                        .put("vcpus", Integer.toString(type.vcpus()))
                        .put("ram", type.memoryGib() * 1024)
                        .put("disk", "0");
        ObjectNode specs =
                flavor.putObject("os_extra_specs")
                        .put("ecs:performancetype", type.gpus() > 0 ? "accelerator" : "normal")
                        .put("resource_type", "IOoptimized")
                        .put("cond:operation:status", "abandon")
                        .put("cond:operation:az", zones(type))
                        .put("cond:operation:charge:stop", "free");
        if (type.gpus() == 0) return;
        if (type.gpuSpec().startsWith("NVIDIA")) {
            String model = type.gpuSpec().replace(' ', '-').toLowerCase(Locale.ROOT);
            specs.put("pci_passthrough:enable_gpu", "true")
                    .put("pci_passthrough:gpu_specs", "%s:direct:%d".formatted(model, type.gpus()))
                    .put("info:gpus", accelerators(type));
        } else {
            specs.put("info:asic_accelerators", accelerators(type));
        }
    }

    /// JSON as text in a field, as the vendor has it.
    private static String accelerators(InstanceType type) {
        ArrayNode list = Json.array();
        list.addObject()
                .put("name", type.gpuSpec())
                .put("count", type.gpus())
                .put("memory", type.gpuMemoryGib() + "GiB");
        return Json.text(list);
    }

    /// `zone-a(normal),zone-b(sellout)`; zones left out take the region's word, which is `abandon`.
    private String zones(InstanceType type) {
        return String.join(
                ",",
                pools(type).stream()
                        .map(pool ->
                                "%s(%s)"
                                        .formatted(
                                                pool.id().zone(),
                                                machines.word(pool).available()
                                                        ? "normal"
                                                        : "sellout"))
                        .toList());
    }

    ObjectNode sellPolicies(Map<String, String> asked) {
        String flavor = asked.get("flavor_id");
        String zone = asked.get("availability_zone_id");
        String status = asked.get("sell_status");
        int limit = Numbers.of(asked, "limit", MOST, 1, MOST);
        int after = Numbers.of(asked, "marker", 0, 0, Integer.MAX_VALUE);
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("sell_policies");
        int id = 0;
        for (Pool pool : catalogue.pools()) {
            id++;
            String word = machines.word(pool).available() ? "available" : "sellout";
            if (flavor != null && !flavor.equals(pool.id().instanceType())) continue;
            if (zone != null && !zone.equals(pool.id().zone())) continue;
            if (status != null && !status.equals(word)) continue;
            if (id <= after || list.size() == limit) continue;
            list.addObject()
                    .put("id", id)
                    .put("flavor_id", pool.id().instanceType())
                    .put("sell_status", word)
                    .put("sell_mode", "spot")
                    .put("availability_zone_id", pool.id().zone());
        }
        return body.put("count", list.size());
    }
}
