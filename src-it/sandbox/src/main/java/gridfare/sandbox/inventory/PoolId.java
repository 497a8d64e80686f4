package gridfare.sandbox.inventory;

/// One instance type in one zone: what has a stock.
public record PoolId(String vendor, String zone, String instanceType) {

    public String key() {
        return vendor + "/" + zone + "/" + instanceType;
    }
}
