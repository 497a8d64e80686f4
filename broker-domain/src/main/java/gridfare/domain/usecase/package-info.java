/// What every use case shares: one transaction, the right database pool, the caller's organisation
/// in the session, and the rule that a refusal rolls back. Knows no feature.
@NullMarked
package gridfare.domain.usecase;

import org.jspecify.annotations.NullMarked;
