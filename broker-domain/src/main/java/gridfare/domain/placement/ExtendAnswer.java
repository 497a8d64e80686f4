package gridfare.domain.placement;

import gridfare.domain.usecase.Refusal;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.time.Instant;

/// What came of asking for more time, or of asking what that would cost.
public sealed interface ExtendAnswer {

    /// It runs on to its new agreed end.
    record Extended(Placement placement) implements ExtendAnswer {}

    /// What the extension would cost if it is used to its end.
    ///
    /// @param agreedEnd the new one
    /// @param rate of a GPU-hour of the first leg, from the present agreed end on
    /// @param cost before tax, rounded as an invoice would
    /// @param total tax included
    record Effect(
            Placement placement,
            Instant agreedEnd,
            Money rate,
            LedgerAmount cost,
            LedgerAmount tax,
            LedgerAmount total)
            implements ExtendAnswer {}

    /// It would cost more than was agreed to.
    record PriceChanged(Effect effect) implements ExtendAnswer, Refusal {}

    /// It does not run, or its end has come.
    record NotExtendable(PlacementState state) implements ExtendAnswer, Refusal {}

    /// The provider no longer sells it, so there is no going rate.
    record NotOnSale() implements ExtendAnswer, Refusal {}

    record CreditExceeded(LedgerAmount missing) implements ExtendAnswer, Refusal {}

    record NoSuchPlacement() implements ExtendAnswer, Refusal {}

    record MayNotExtend() implements ExtendAnswer, Refusal {}
}
