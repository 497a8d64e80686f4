/// Decides which offers can carry a request, in what order of merit, and why the others cannot.
///
/// Pure functions over immutable values: no clock, no I/O, no logging, no randomness. The same
/// request and offers give the same ranking on every machine.
///
/// - [Matcher] is the contract, [ExhaustiveMatcher] its slow and obvious meaning, [IndexedMatcher]
///   the fast form, held equal to it on random markets.
/// - [Ranking] is the buyer's order of merit, once prices are known.
/// - May use `gridfare.pricing.market` and the value packages, nothing else of ours.
@NullMarked
package gridfare.pricing.match;

import org.jspecify.annotations.NullMarked;
