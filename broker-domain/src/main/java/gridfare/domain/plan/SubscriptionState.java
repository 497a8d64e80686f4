package gridfare.domain.plan;

/// Where a subscription stands.
public enum SubscriptionState {
    /// Not charged for yet.
    TRIAL,
    ACTIVE,
    /// An invoice of it is overdue.
    PAST_DUE,
    /// Overdue for so long that nothing new starts.
    SUSPENDED,
    ENDED
}
