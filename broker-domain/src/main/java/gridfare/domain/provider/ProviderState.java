package gridfare.domain.provider;

/// The life of a provider. Only LIVE sells.
public enum ProviderState {
    DRAFT,
    VERIFYING,
    REVIEW,
    LIVE,
    SUSPENDED,
    DRAINING,
    RETIRED
}
