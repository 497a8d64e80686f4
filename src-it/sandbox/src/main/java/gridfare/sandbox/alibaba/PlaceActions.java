package gridfare.sandbox.alibaba;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import gridfare.sandbox.inventory.Catalogue;

/// DescribeRegions, DescribeZones.
final class PlaceActions {

    private final Catalogue catalogue;

    PlaceActions(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    ObjectNode regions() {
        ObjectNode body = Json.object();
        ArrayNode regions = body.putObject("Regions").putArray("Region");
        catalogue
                .regions()
                .forEach((id, name) ->
                        regions.addObject()
                                .put("RegionId", id)
                                .put("RegionEndpoint", "ecs." + id + ".aliyuncs.com")
                                .put("LocalName", name));
        return body;
    }

    ObjectNode zones(Parameters asked) {
        String region = Places.region(catalogue, asked);
        ObjectNode body = Json.object();
        ArrayNode zones = body.putObject("Zones").putArray("Zone");
        catalogue
                .zonesOf(region)
                .forEach(zone ->
                        zones.addObject()
                                .put("ZoneId", zone.id())
                                .put("LocalName", zone.id())
                                .put("ZoneType", "AvailabilityZone"));
        return body;
    }
}
