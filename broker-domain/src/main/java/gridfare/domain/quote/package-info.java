/// Ask, decide, explain: what a buyer asked for, what the market answered and for how long the
/// prices hold.
///
/// Knows offers, policies, energy, exchange rates and plans; knows no placement.
@NullMarked
package gridfare.domain.quote;

import org.jspecify.annotations.NullMarked;
