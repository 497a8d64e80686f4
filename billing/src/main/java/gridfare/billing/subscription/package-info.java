/// Subscriptions turned into money: previews and changes, renewal, what is earned of a fee, and
/// what is given back.
///
/// A buyer's command is written down on the tenants' pool ([ManageSubscription]); what it moves in
/// the books is done on the jobs' pool ([CarryOutChanges] over [SubscriptionBooks]), with the call
/// to the payment gateway in between and outside any transaction.
@NullMarked
package gridfare.billing.subscription;

import org.jspecify.annotations.NullMarked;
