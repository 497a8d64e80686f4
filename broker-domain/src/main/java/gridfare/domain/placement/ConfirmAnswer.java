package gridfare.domain.placement;

import gridfare.domain.usecase.Refusal;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of agreeing to a price that moved before the start, or of asking what that would mean.
public sealed interface ConfirmAnswer {

    /// Agreed: it is being ordered, or it waits where nothing is free any more and its tier may.
    record Confirmed(Placement placement) implements ConfirmAnswer {}

    /// What agreeing now would mean.
    ///
    /// @param rateBefore of a GPU-hour of the first leg whose price moved, as quoted
    /// @param rateNow what it would be
    /// @param atMostBefore what the placement was to cost to its agreed end, tax included
    /// @param atMost what it would cost
    /// @param decideBy when it is cancelled otherwise
    record Effect(
            Placement placement,
            Money rateBefore,
            Money rateNow,
            Money atMostBefore,
            Money atMost,
            @Nullable Instant decideBy)
            implements ConfirmAnswer {}

    /// It would cost more than was agreed to: the price has moved again.
    record PriceChanged(Effect effect) implements ConfirmAnswer, Refusal {}

    record NotAwaiting(PlacementState state) implements ConfirmAnswer, Refusal {}

    /// The provider no longer sells it.
    record NotOnSale() implements ConfirmAnswer, Refusal {}

    /// Others were faster, and its tier does not wait.
    record InsufficientCapacity() implements ConfirmAnswer, Refusal {}

    record CreditExceeded(LedgerAmount missing) implements ConfirmAnswer, Refusal {}

    record NoSuchPlacement() implements ConfirmAnswer, Refusal {}

    record MayNotConfirm() implements ConfirmAnswer, Refusal {}
}
