/// Turns feasible ways into priced and explained options: rates from their parts, lines that add up
/// to the total, energy, failure, and why an option stands where it stands.
///
/// Pure: terms, rates and both instants are handed in. May use `match`, `market` and the value
/// packages.
@NullMarked
package gridfare.pricing.quote;

import org.jspecify.annotations.NullMarked;
