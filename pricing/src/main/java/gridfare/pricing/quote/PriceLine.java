package gridfare.pricing.quote;

import gridfare.pricing.money.Money;

/// One part of an option's total, in the buyer's currency. A negative amount takes something off.
public record PriceLine(Kind kind, Money amount) {

    /// In the order in which they are shown.
    public enum Kind {
        /// The GPUs asked for at the providers' own prices; for work, its reference GPU-hours.
        COMPUTE,
        /// GPUs that come along because only whole instances are sold.
        EXTRA_GPUS,
        /// Work only: more hours, or fewer, than a reference chip would need.
        CHIP_DIFFERENCE,
        ENERGY,
        TIER_PREMIUM,
        SURGE,
        BROKER_FEE,
        REBATE,
        DATA_TRANSFER,
        TAX
    }
}
