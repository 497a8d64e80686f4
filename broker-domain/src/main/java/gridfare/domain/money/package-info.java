/// Amounts as columns: the flat form in which entities keep prices. Knows no feature and rounds
/// nothing.
@NullMarked
package gridfare.domain.money;

import org.jspecify.annotations.NullMarked;
