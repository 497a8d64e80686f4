/// Metered time times agreed rate becomes charge lines: add up seconds first, multiply once, round
/// once.
///
/// May use `money`. What distinguishes two lines (project, tier, chip, tax class) is the caller's
/// key.
@NullMarked
package gridfare.pricing.rating;

import org.jspecify.annotations.NullMarked;
