package gridfare.web.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.plan.ReadPlans.Standing;
import gridfare.domain.plan.Subscription;
import gridfare.domain.plan.SubscriptionId;
import gridfare.pricing.rating.FairUse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A subscription as JSON.
///
/// @param includedUnitHours of this period, prorated over the plans that it had
@JsonInclude(JsonInclude.Include.ALWAYS)
record SubscriptionReply(
        SubscriptionId id,
        String plan,
        int planVersion,
        int seats,
        String state,
        Instant startedAt,
        Instant periodStart,
        Instant periodEnd,
        @Nullable Instant cancelAt,
        @Nullable Instant endedAt,
        int units,
        int weight,
        String highestTier,
        BigDecimal includedUnitHours) {

    static SubscriptionReply of(Standing standing) {
        Subscription subscription = standing.subscription();
        return new SubscriptionReply(
                subscription.id(),
                subscription.plan(),
                subscription.planNumber(),
                subscription.seats(),
                subscription.state().name(),
                subscription.startedAt(),
                subscription.period().start(),
                subscription.period().end(),
                subscription.cancelAt().orElse(null),
                subscription.endedAt().orElse(null),
                standing.units(),
                standing.plan().weight(),
                standing.plan().highestTier().name(),
                hours(standing.includedMilliUnitSeconds()));
    }

    static BigDecimal hours(long milliUnitSeconds) {
        return BigDecimal.valueOf(milliUnitSeconds)
                .divide(BigDecimal.valueOf(FairUse.UNIT_HOUR), 2, RoundingMode.DOWN);
    }
}
