/// The control port: how a person or a test looks at the outside world and makes it misbehave. The
/// product never calls it but to move the clock.
@NullMarked
package gridfare.sandbox.control;

import org.jspecify.annotations.NullMarked;
