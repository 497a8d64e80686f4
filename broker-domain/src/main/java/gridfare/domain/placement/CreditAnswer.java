package gridfare.domain.placement;

import gridfare.pricing.money.LedgerAmount;

/// What a credit check found.
public sealed interface CreditAnswer {

    record Granted() implements CreditAnswer {}

    /// The limit leaves too little room.
    ///
    /// @param missing by how much
    record Exceeded(LedgerAmount missing) implements CreditAnswer {}

    /// The organisation buys nothing: no terms were agreed.
    record NoCredit() implements CreditAnswer {}
}
