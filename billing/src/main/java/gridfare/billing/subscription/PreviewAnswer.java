package gridfare.billing.subscription;

import gridfare.domain.plan.SubscriptionChange;
import gridfare.domain.usecase.Refusal;
import java.time.Instant;

/// What a change would cost.
public sealed interface PreviewAnswer {

    /// @param validUntil until then it is charged exactly as shown
    record Previewed(SubscriptionChange change, Instant validUntil) implements PreviewAnswer {}

    record NoSuchPlan() implements PreviewAnswer, Refusal {}

    /// The plan and the seats are those it has.
    record NothingChanges() implements PreviewAnswer, Refusal {}

    record NoSuchSubscription() implements PreviewAnswer, Refusal {}

    /// An organisation has one subscription at a time.
    record AlreadySubscribed() implements PreviewAnswer, Refusal {}

    /// One trial an organisation.
    record TrialUsed() implements PreviewAnswer, Refusal {}

    /// Pay what is overdue first.
    record PastDue() implements PreviewAnswer, Refusal {}

    /// Another change is being paid.
    record ChangeUnderWay() implements PreviewAnswer, Refusal {}

    /// Nobody entered a rate into the organisation's currency.
    record NoExchangeRate() implements PreviewAnswer, Refusal {}

    record MayNotPay() implements PreviewAnswer, Refusal {}
}
