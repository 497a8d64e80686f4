/// Requests that were answered already, so that one sent twice is done once and answered alike.
/// Knows no feature.
@NullMarked
package gridfare.domain.idempotency;

import org.jspecify.annotations.NullMarked;
