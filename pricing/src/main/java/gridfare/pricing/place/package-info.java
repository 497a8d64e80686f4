/// Where things are: coordinates, distance, the floor of a round trip, jurisdictions.
///
/// Knows nothing else of ours.
@NullMarked
package gridfare.pricing.place;

import org.jspecify.annotations.NullMarked;
