/// The clockwork: Quartz jobs of one line each that call a use case, what each node does for
/// itself, and the hurry that runs a job at once when something has just become due. Decides
/// nothing.
@NullMarked
package gridfare.web.job;

import org.jspecify.annotations.NullMarked;
