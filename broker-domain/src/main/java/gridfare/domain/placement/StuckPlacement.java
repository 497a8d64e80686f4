package gridfare.domain.placement;

import java.time.Instant;

/// A placement that is on its way and has not moved for too long.
///
/// @param since when something last happened to it, business time
public record StuckPlacement(Placement placement, Instant since) {}
