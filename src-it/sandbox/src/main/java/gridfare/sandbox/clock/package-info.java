/// The business time of the outside world, which a test may move forward or hold still.
@NullMarked
package gridfare.sandbox.clock;

import org.jspecify.annotations.NullMarked;
