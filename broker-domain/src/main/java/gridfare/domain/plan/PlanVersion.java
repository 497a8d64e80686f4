package gridfare.domain.plan;

import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.Money;
import gridfare.pricing.rating.RateCap;
import java.time.Instant;

/// A plan as it is sold from a date on. Subscriptions keep the version that they were made with.
///
/// @param plan its name in lower case: bronze, silver, gold
/// @param number from 1, rising with the date
/// @param price a month, for one seat
/// @param highestTier the best tier that its hours may be used in
/// @param units how many A100-class GPUs may run at once, for one seat
/// @param includedUnitHours a month at full weight, for one seat
/// @param weight inside a tier
/// @param trialDays how long it may be tried before it is charged for
public record PlanVersion(
        String plan,
        int number,
        Instant validFrom,
        Money price,
        QosTier highestTier,
        int units,
        int includedUnitHours,
        int weight,
        RateCap rateCap,
        int trialDays) {

    /// What so many seats cost a month.
    public Money price(int seats) {
        return price.times(seats);
    }

    /// Whether its hours may be used in `tier`.
    public boolean carries(QosTier tier) {
        return tier.compareTo(highestTier) >= 0;
    }
}
