package gridfare.sandbox.inventory;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one cloud sells, before anything happened. Immutable; in the order of the data files.
public final class Catalogue {

    private final String vendor;
    private final Map<String, String> regions;
    private final Map<String, Zone> zones;
    private final Map<String, InstanceType> types;
    private final Map<PoolId, Pool> pools;
    private final Map<String, List<Pool>> poolsByRegion;
    private final Map<RegionType, BigDecimal> onDemand;

    private record RegionType(String region, String instanceType) {}

    private Catalogue(
            String vendor,
            Map<String, String> regions,
            Map<String, Zone> zones,
            Map<String, InstanceType> types,
            Map<PoolId, Pool> pools,
            Map<RegionType, BigDecimal> onDemand) {
        this.vendor = vendor;
        this.regions = Collections.unmodifiableMap(regions);
        this.zones = Collections.unmodifiableMap(zones);
        this.types = Collections.unmodifiableMap(types);
        this.pools = Collections.unmodifiableMap(pools);
        this.onDemand = Map.copyOf(onDemand);
        this.poolsByRegion = new LinkedHashMap<>();
        pools.values()
                .forEach(pool ->
                        poolsByRegion
                                .computeIfAbsent(pool.region(), r -> new ArrayList<>())
                                .add(pool));
    }

    /// Reads the folder of that name beside this package.
    public static Catalogue of(String vendor) {
        Map<String, String> regions = new LinkedHashMap<>();
        for (String[] row : Csv.rows(vendor + "/regions.csv")) regions.put(row[0], row[1]);
        Map<String, Zone> zones = new LinkedHashMap<>();
        for (String[] row : Csv.rows(vendor + "/zones.csv")) {
            zones.put(row[0], new Zone(row[0], row[1]));
        }
        Map<String, InstanceType> types = new LinkedHashMap<>();
        for (String[] row : Csv.rows(vendor + "/instance-types.csv")) {
            types.put(row[0], type(row[0], row[2], row[3], row[4], row[5], row[6]));
        }
        for (String[] row : Csv.rows(vendor + "/other-types.csv")) {
            types.put(row[0], type(row[0], row[1], row[2], row[3], row[4], row[5]));
        }
        Map<PoolId, Pool> pools = new LinkedHashMap<>();
        for (String[] row : Csv.rows(vendor + "/pools.csv")) {
            PoolId id = new PoolId(vendor, row[0], row[1]);
            Zone zone = zones.get(row[0]);
            if (zone == null || !types.containsKey(row[1])) {
                throw new IllegalStateException("Unknown zone or type in pools.csv: " + id);
            }
            pools.put(
                    id,
                    new Pool(id, zone.region(), Integer.parseInt(row[2]), new BigDecimal(row[3])));
        }
        Map<RegionType, BigDecimal> onDemand = new LinkedHashMap<>();
        for (String[] row : Csv.rows(vendor + "/on-demand.csv")) {
            onDemand.put(new RegionType(row[0], row[1]), new BigDecimal(row[2]));
        }
        return new Catalogue(vendor, regions, zones, types, pools, onDemand);
    }

    private static InstanceType type(
            String id, String gpus, String vcpus, String gib, String spec, String gpuGib) {
        return new InstanceType(
                id,
                Integer.parseInt(gpus),
                Integer.parseInt(vcpus),
                Integer.parseInt(gib),
                spec,
                Integer.parseInt(gpuGib));
    }

    public String vendor() {
        return vendor;
    }

    /// Region ids and their names.
    public Map<String, String> regions() {
        return regions;
    }

    public Optional<Zone> zone(String id) {
        return Optional.ofNullable(zones.get(id));
    }

    public List<Zone> zonesOf(String region) {
        return zones.values().stream().filter(zone -> zone.region().equals(region)).toList();
    }

    public Collection<InstanceType> types() {
        return types.values();
    }

    public Optional<InstanceType> type(String id) {
        return Optional.ofNullable(types.get(id));
    }

    public Collection<Pool> pools() {
        return pools.values();
    }

    public Optional<Pool> pool(PoolId id) {
        return Optional.ofNullable(pools.get(id));
    }

    public List<Pool> poolsOf(String region) {
        return poolsByRegion.getOrDefault(region, List.of());
    }

    public Optional<BigDecimal> onDemandPerHour(String region, String instanceType) {
        return Optional.ofNullable(onDemand.get(new RegionType(region, instanceType)));
    }
}
