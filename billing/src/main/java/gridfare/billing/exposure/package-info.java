/// What a buyer already owes or will: the credit check at every accept.
///
/// Reads invoices, usage and running placements in one statement; changes nothing but its own
/// record of what was granted.
@NullMarked
package gridfare.billing.exposure;

import org.jspecify.annotations.NullMarked;
