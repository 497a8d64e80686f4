/// The books: balanced transfers between accounts, added and never changed. A mistake is corrected
/// by a transfer of its own.
///
/// Knows organisations by id only. Which event books which accounts is `gridfare.billing.ledger`;
/// that the books and what they tell of agree is [gridfare.domain.ledger.CheckLedger]'s to find
/// out.
@NullMarked
package gridfare.domain.ledger;

import org.jspecify.annotations.NullMarked;
