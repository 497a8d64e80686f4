/// Exact amounts, rates and exchange; every rounding has a name and happens once.
///
/// Knows nothing else of ours. [gridfare.pricing.money.Money] is for prices and estimates,
/// [gridfare.pricing.money.LedgerAmount] for what is booked, invoiced or paid.
@NullMarked
package gridfare.pricing.money;

import org.jspecify.annotations.NullMarked;
