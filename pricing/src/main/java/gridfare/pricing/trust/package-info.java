/// How likely things go wrong, and what guarding against it costs: failure over a run, checkpoint
/// interval and overhead, a provider's reliability.
///
/// Every formula cites its source. Knows nothing else of ours.
@NullMarked
package gridfare.pricing.trust;

import org.jspecify.annotations.NullMarked;
