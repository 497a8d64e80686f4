package gridfare.domain.plan;

import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.rating.FlatCharge;

/// One line over a plan: multiplied first, rounded once, taxed by itself. A credit is negative.
///
/// @param charge the price, the whole period, and the part of it that the line is over
/// @param taxReason message key
public record PlanLine(
        What what,
        String plan,
        int seats,
        FlatCharge charge,
        LedgerAmount amount,
        BasisPoints taxRate,
        LedgerAmount tax,
        String taxReason) {

    /// What a line is for.
    public enum What {
        /// The rest of a plan that was paid for and is not used.
        UNUSED,
        /// A period, or the rest of one.
        CHARGE
    }

    /// With its tax.
    public LedgerAmount total() {
        return amount.plus(tax);
    }
}
