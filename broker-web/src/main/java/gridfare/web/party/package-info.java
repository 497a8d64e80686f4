/// Who the caller is, and for whom it acts.
@NullMarked
package gridfare.web.party;

import org.jspecify.annotations.NullMarked;
