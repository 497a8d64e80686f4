package gridfare.domain.plan;

import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.rating.FlatCharge;
import java.util.UUID;

/// What was charged in advance for the plan that is in force.
///
/// @param amount before tax, as it was charged
/// @param credited of it, since
public record PlanCharge(
        UUID id,
        String plan,
        int planNumber,
        int seats,
        FlatCharge charge,
        LedgerAmount amount,
        LedgerAmount credited) {}
