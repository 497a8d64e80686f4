package gridfare.billing.subscription;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.placement.FairWeights;
import gridfare.domain.plan.Plans;
import gridfare.domain.plan.Subscription;
import gridfare.domain.plan.Subscriptions;
import gridfare.pricing.admission.FairWeight;
import gridfare.pricing.rating.FairUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;

/// The weight of an organisation's plan inside a tier: Gold 4, Silver 2, Bronze 1, as its version
/// says; who has none, or whose plan is suspended, stands where pay-as-you-go does.
///
/// Work is not placed on plan hours yet, so none of the included hours is ever used and the band is
/// the first one: the whole weight.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class PlanWeights implements FairWeights {

    private static final int NOTHING_USED = FairUse.STARTING.band(0, 1).weightThousandths();

    @Inject Subscriptions subscriptions;
    @Inject Plans plans;

    @Override
    public FairWeight of(OrganisationId organisation, Instant now) {
        return subscriptions.live(organisation).map(this::weight).orElse(FairWeight.PAY_AS_YOU_GO);
    }

    private FairWeight weight(Subscription subscription) {
        return switch (subscription.state()) {
            case TRIAL, ACTIVE, PAST_DUE ->
                    FairWeight.of(
                            plans.get(subscription.plan(), subscription.planNumber()).weight(),
                            NOTHING_USED);
            case SUSPENDED, ENDED -> FairWeight.PAY_AS_YOU_GO;
        };
    }
}
