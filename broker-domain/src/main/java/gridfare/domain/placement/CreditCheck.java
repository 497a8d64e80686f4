package gridfare.domain.placement;

import gridfare.domain.party.Party;
import gridfare.pricing.money.LedgerAmount;

/// Whether a buyer may owe more. Called inside the transaction that accepts, first of all.
public interface CreditCheck {

    /// Locks the organisation's credit row until the transaction ends, then counts what is unpaid,
    /// used and not yet invoiced, and still to come of running placements.
    ///
    /// @param upTo what the new placement costs to its agreed end, in the buyer's billing currency
    CreditAnswer check(Party buyer, LedgerAmount upTo);
}
