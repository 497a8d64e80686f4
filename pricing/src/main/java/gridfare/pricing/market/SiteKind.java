package gridfare.pricing.market;

/// A large data centre, or a small room near its users.
public enum SiteKind {
    CORE,
    EDGE
}
