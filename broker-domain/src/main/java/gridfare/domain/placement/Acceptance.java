package gridfare.domain.placement;

import gridfare.domain.quote.OptionId;
import gridfare.domain.usecase.Refusal;
import gridfare.pricing.money.LedgerAmount;
import java.time.Instant;
import java.util.Optional;

/// What came of accepting an option.
public sealed interface Acceptance {

    /// A new placement: REQUESTED, or QUEUED where its tier may wait.
    record Accepted(Placement placement) implements Acceptance {}

    /// The quote was accepted before; nothing changed.
    record AlreadyAccepted(Placement placement) implements Acceptance {}

    record QuoteExpired(Instant validUntil) implements Acceptance, Refusal {}

    /// Others were faster.
    ///
    /// @param nextBest the best other option of the quote whose capacity is there now
    record InsufficientCapacity(Optional<OptionId> nextBest) implements Acceptance, Refusal {}

    /// @param missing by how much the credit limit would be exceeded
    record CreditExceeded(LedgerAmount missing) implements Acceptance, Refusal {}

    /// No such quote of this organisation, or no such option in it.
    record NoSuchOption() implements Acceptance, Refusal {}

    /// The role, or an organisation without terms, does not allow it.
    record MayNotPlace() implements Acceptance, Refusal {}
}
