/// Stripe behind our port: payments out, webhooks in. The only package that may import
/// `com.stripe`.
///
/// Stripe's answers are translated here and decide nothing by themselves; a webhook is only a hint
/// to look at the object again.
@NullMarked
package gridfare.billing.stripe;

import org.jspecify.annotations.NullMarked;
