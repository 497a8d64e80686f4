/// Placements as a program drives them and as a person watches them.
///
/// Reads what was asked, calls the use cases of [gridfare.domain.placement], shows the answer.
/// Decides nothing.
@NullMarked
package gridfare.web.placement;

import org.jspecify.annotations.NullMarked;
