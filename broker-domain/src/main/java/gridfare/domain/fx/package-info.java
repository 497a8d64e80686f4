/// Dated reference rates between currencies, entered by the operator. Knows no feature.
@NullMarked
package gridfare.domain.fx;

import org.jspecify.annotations.NullMarked;
