package gridfare.sandbox.inventory;

/// Where a cloud has machines.
public record Zone(String id, String region) {}
