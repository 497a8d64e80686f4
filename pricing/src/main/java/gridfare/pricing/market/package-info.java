/// The offer book: every offer of the market as one read-only copy that ranks and never grants.
///
/// One writer applies changes, any number of readers take snapshots; a snapshot never changes. Who
/// gets what is decided elsewhere. May use `resource`, `place`, `energy` (the zone's name) and
/// `money`.
@NullMarked
package gridfare.pricing.market;

import org.jspecify.annotations.NullMarked;
