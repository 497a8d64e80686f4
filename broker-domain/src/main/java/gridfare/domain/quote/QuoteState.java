package gridfare.domain.quote;

/// Where a quote is in its short life.
public enum QuoteState {
    OPEN,
    ACCEPTED,
    EXPIRED,
    WITHDRAWN
}
