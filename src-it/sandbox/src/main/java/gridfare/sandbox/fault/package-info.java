/// What goes wrong on demand: faults that strike the next calls, and limits on their number. Knows
/// no vendor.
@NullMarked
package gridfare.sandbox.fault;

import org.jspecify.annotations.NullMarked;
