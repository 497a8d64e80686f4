/// Stripe's v1 interface as stripe-java speaks to it: customers, payment methods, payment intents,
/// events and signed webhooks. Amounts are whole minor units, objects are JSON as Stripe sends it.
///
/// One call is one [Work]: what it changed, the events of that, their deliveries and the answer
/// kept for its idempotency key are committed together.
@NullMarked
package gridfare.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
