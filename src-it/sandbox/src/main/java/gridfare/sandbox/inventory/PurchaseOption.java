package gridfare.sandbox.inventory;

/// How a machine is bought.
public enum PurchaseOption {
    ON_DEMAND,
    SPOT
}
