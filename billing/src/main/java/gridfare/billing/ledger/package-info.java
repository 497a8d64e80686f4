/// Which event books which accounts, and whether the books agree with what they tell of.
///
/// Pure transfers in [gridfare.billing.ledger.Bookings]; SQL over all features in
/// [gridfare.billing.ledger.CheckLedger].
@NullMarked
package gridfare.billing.ledger;

import org.jspecify.annotations.NullMarked;
