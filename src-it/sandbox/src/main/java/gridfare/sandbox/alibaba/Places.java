package gridfare.sandbox.alibaba;

import gridfare.sandbox.inventory.Catalogue;
import gridfare.sandbox.inventory.InstanceType;
import gridfare.sandbox.inventory.Zone;
import org.jspecify.annotations.Nullable;

/// Regions, zones and types that a call names, or the vendor's refusal.
final class Places {

    private Places() {}

    static String region(Catalogue catalogue, Parameters asked) {
        String region = asked.require("RegionId");
        if (!catalogue.regions().containsKey(region)) {
            throw new EcsFailure(
                    404, "InvalidRegionId.NotFound", "The specified RegionId does not exist.");
        }
        return region;
    }

    /// The zone named, which must be one of the region; null if none was.
    static @Nullable Zone zone(Catalogue catalogue, Parameters asked, String region) {
        String id = asked.find("ZoneId");
        if (id == null) return null;
        return catalogue
                .zone(id)
                .filter(zone -> zone.region().equals(region))
                .orElseThrow(() ->
                        new EcsFailure(
                                404,
                                "InvalidZoneId.NotFound",
                                "The specified zone does not exist."));
    }

    static InstanceType type(Catalogue catalogue, Parameters asked) {
        String id = asked.require("InstanceType");
        return catalogue
                .type(id)
                .orElseThrow(() ->
                        new EcsFailure(
                                400,
                                "InvalidInstanceType.ValueNotSupported",
                                "The specified InstanceType does not exist: " + id));
    }
}
