/// The offer book as the processor likes it: offers of one chip on a shelf, in leaves of 64 by
/// price, with one word of bits for each threshold. It answers one question, the cheapest offers
/// that pass, without allocating and while it is being updated.
///
/// It knows dense numbers only; `market` names things, `match` says what a request means.
@NullMarked
package gridfare.pricing.shelf;

import org.jspecify.annotations.NullMarked;
