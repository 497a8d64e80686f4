package gridfare.sandbox.inventory;

import java.math.BigDecimal;

/// A pool as it is before anything happened: how many machines, and its spot price.
public record Pool(PoolId id, String region, int machines, BigDecimal spotPerHour) {}
