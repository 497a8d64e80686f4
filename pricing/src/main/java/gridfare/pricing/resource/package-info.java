/// What can be rented: accelerator chips, and how one compares with another at a kind of work.
///
/// Figures come from outside with their sources; nothing here is parsed or guessed. Knows nothing
/// else of ours.
@NullMarked
package gridfare.pricing.resource;

import org.jspecify.annotations.NullMarked;
