/// Plans as versioned data, subscriptions to them, and what they were charged for.
///
/// Knows who buys and how much a part of a period is; knows no invoice and no payment, which are
/// `gridfare.billing.subscription`'s.
@NullMarked
package gridfare.domain.plan;

import org.jspecify.annotations.NullMarked;
