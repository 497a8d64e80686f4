/// Residency, export and market-opening rules as dated data, each with its source. Applies rules,
/// gives no legal advice; every decision names the rule that made it.
@NullMarked
package gridfare.domain.policy;

import org.jspecify.annotations.NullMarked;
