/// Who did what, when: added in the same transaction as the deed, never changed. Open to all
/// features.
@NullMarked
package gridfare.domain.audit;

import org.jspecify.annotations.NullMarked;
