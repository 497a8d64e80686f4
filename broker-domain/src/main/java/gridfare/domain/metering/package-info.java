/// What was really used, written once: usage records of whole GPU-seconds at the frozen rate.
///
/// Knows placements and their legs; knows no price but the one frozen with the leg, and no invoice.
@NullMarked
package gridfare.domain.metering;

import org.jspecify.annotations.NullMarked;
