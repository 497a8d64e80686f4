/// The pieces that screens are made of: cards, badges, key figures, states of waiting and failing,
/// charts. Their looks are in `gridfare.css`; no view has styles of its own.
///
/// Knows no feature and no use case.
@NullMarked
package gridfare.web.part;

import org.jspecify.annotations.NullMarked;
