package gridfare.web.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.billing.subscription.ManageSubscription;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.plan.ChangeId;
import gridfare.domain.plan.SubscriptionChange;
import gridfare.domain.plan.SubscriptionId;
import gridfare.pricing.money.LedgerAmount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change of a subscription as JSON, from its preview on.
///
/// @param at when it takes effect, to which its lines are counted
/// @param validUntil until then it can be asked for as it is shown
/// @param net with tax; negative: credit on account
@JsonInclude(JsonInclude.Include.ALWAYS)
record ChangeReply(
        ChangeId id,
        SubscriptionId subscription,
        String kind,
        String plan,
        int seats,
        String state,
        Instant at,
        Instant validUntil,
        LedgerAmount net,
        @Nullable InvoiceId invoice,
        List<PlanLineReply> lines) {

    static ChangeReply of(SubscriptionChange change) {
        return new ChangeReply(
                change.id(),
                change.subscription(),
                change.kind().name(),
                change.plan(),
                change.seats(),
                change.state().name(),
                change.at(),
                change.madeAt().plus(ManageSubscription.PREVIEW_HOLDS),
                change.net(),
                change.invoiceUuid().map(InvoiceId::new).orElse(null),
                change.lines().stream().map(PlanLineReply::of).toList());
    }
}
