package gridfare.domain.notice;

import gridfare.domain.usecase.Refusal;

/// What came of entering an address.
public sealed interface WebhookCreation {

    /// @param secret signs each message; shown now and never again
    record Created(Webhook webhook, String secret) implements WebhookCreation {}

    /// The gate does not open this address.
    record NotAllowed() implements WebhookCreation, Refusal {}

    record TooMany(int most) implements WebhookCreation, Refusal {}

    record MayNotManage() implements WebhookCreation, Refusal {}
}
