package gridfare.pricing.match;

/// What kind of data the work touches; residency policies go by it.
public enum DataClass {
    PUBLIC,
    PERSONAL,
    MEDICAL,
    FINANCIAL
}
