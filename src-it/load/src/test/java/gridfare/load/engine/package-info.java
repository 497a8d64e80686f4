/// The engine's goals, each measured beside its reference in one run on one machine. Knows
/// `pricing`, and PostgreSQL and other engines as rivals.
@NullMarked
package gridfare.load.engine;

import org.jspecify.annotations.NullMarked;
