/// Grid zones and what is known of their power: price, carbon, renewable share. Hands the engine
/// its book.
@NullMarked
package gridfare.domain.energy;

import org.jspecify.annotations.NullMarked;
