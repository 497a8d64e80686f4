/// Identifiers as the outside sees them: a prefix for the kind and the UUID in Crockford base32.
///
/// Knows no kind of thing; every typed id of the domain implements [gridfare.domain.id.TypedId].
@NullMarked
package gridfare.domain.id;

import org.jspecify.annotations.NullMarked;
