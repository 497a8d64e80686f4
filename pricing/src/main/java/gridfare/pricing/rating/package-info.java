/// Metered time times agreed rate becomes charge lines: add up seconds first, multiply once, round
/// once. Flat prices are prorated by UTC seconds ([Proration], [FlatCharge]) over anchored months
/// ([BillingAnchor]); what a plan includes is told by [FairUse] and [RateCap].
///
/// May use `money`. What distinguishes two lines (project, tier, chip, tax class) is the caller's
/// key.
@NullMarked
package gridfare.pricing.rating;

import org.jspecify.annotations.NullMarked;
