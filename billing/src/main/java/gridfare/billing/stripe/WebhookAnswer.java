package gridfare.billing.stripe;

/// What came of a delivery to the webhook. Stripe is told 2xx for the first two and 400 for the
/// last.
public sealed interface WebhookAnswer {

    /// Stored. It was applied, or will be.
    record Taken(String event) implements WebhookAnswer {}

    /// Delivered before, and stored then.
    record Seen(String event) implements WebhookAnswer {}

    /// Not from Stripe, not of now, or no event.
    record Rejected(String why) implements WebhookAnswer {}
}
