/// Machines that were created, their life, and what they take from the stock. Knows no wire.
@NullMarked
package gridfare.sandbox.machine;

import org.jspecify.annotations.NullMarked;
