/// An accepted option being carried out: placements, their legs, the provider's leases, queue and
/// recovery. Also the port [gridfare.domain.placement.CreditCheck].
///
/// A [gridfare.domain.placement.PlacementCase] decides what an event means, without I/O; use cases
/// record it in one short transaction; jobs call providers between two of them, never inside one.
/// Knows no invoice and no ledger.
@NullMarked
package gridfare.domain.placement;

import org.jspecify.annotations.NullMarked;
