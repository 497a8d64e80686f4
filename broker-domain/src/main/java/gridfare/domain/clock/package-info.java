/// Business time: the system clock plus an offset that the whole installation shares, and who may
/// move it.
///
/// Knows what becomes due only through [gridfare.domain.clock.DueWork].
@NullMarked
package gridfare.domain.clock;

import org.jspecify.annotations.NullMarked;
