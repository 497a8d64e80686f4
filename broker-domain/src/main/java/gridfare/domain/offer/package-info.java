/// What providers sell now: pools, offers, claims on them, and the read-only book that ranks.
///
/// The database decides who gets what; the book of a node follows it through the table
/// `offer_change`.
@NullMarked
package gridfare.domain.offer;

import org.jspecify.annotations.NullMarked;
