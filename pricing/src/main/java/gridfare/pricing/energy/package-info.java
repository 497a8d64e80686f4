/// Power: hourly price, carbon intensity and renewable share of a grid zone, and what a run draws.
///
/// What is not known is empty, never 0. Knows nothing else of ours.
@NullMarked
package gridfare.pricing.energy;

import org.jspecify.annotations.NullMarked;
