package gridfare.domain.placement;

import gridfare.domain.usecase.Refusal;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;

/// What came of asking to stop a placement, or of asking what that would mean.
public sealed interface StopAnswer {

    /// Its machines are being released, or there were none.
    record Stopping(Placement placement) implements StopAnswer {}

    /// What stopping now would mean.
    ///
    /// @param costSoFar used until now at the frozen rates, before tax
    /// @param estimate what the quote said for the whole time
    /// @param gpuSeconds used until now
    record Effect(Placement placement, LedgerAmount costSoFar, Money estimate, long gpuSeconds)
            implements StopAnswer {}

    record NotStoppable(PlacementState state) implements StopAnswer, Refusal {}

    record NoSuchPlacement() implements StopAnswer, Refusal {}

    record MayNotStop() implements StopAnswer, Refusal {}
}
