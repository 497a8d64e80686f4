/// What billing's tests share: rows of placements, legs and use as the flow writes them, and the
/// sandbox's Stripe.
@NullMarked
package gridfare.billing.testing;

import org.jspecify.annotations.NullMarked;
