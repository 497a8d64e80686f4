package gridfare.pricing.market;

/// How an instance is bought.
public enum PurchaseOption {
    ON_DEMAND,
    /// Cheaper, and the provider may take it back.
    SPOT,
    RESERVED
}
