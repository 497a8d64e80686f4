package gridfare.billing.subscription;

import gridfare.domain.plan.ChangeId;
import gridfare.domain.plan.Subscription;
import gridfare.domain.usecase.Refusal;

/// What comes of asking for a previewed change, or for an end.
public sealed interface ChangeAnswer {

    /// It is written down and will be carried out: see [CarryOutChanges].
    record Requested(ChangeId change) implements ChangeAnswer {}

    /// Done, and it moves no money.
    record Noted(Subscription subscription) implements ChangeAnswer {}

    /// Too old, or the subscription changed since: make a new preview. Nothing was charged.
    record PreviewStale() implements ChangeAnswer, Refusal {}

    record NoSuchPreview() implements ChangeAnswer, Refusal {}

    record NoSuchSubscription() implements ChangeAnswer, Refusal {}

    record ChangeUnderWay() implements ChangeAnswer, Refusal {}

    /// Add a payment method first: this organisation pays in advance.
    record NoPaymentMethod() implements ChangeAnswer, Refusal {}

    record MayNotPay() implements ChangeAnswer, Refusal {}
}
