/// What every provider must do: the contract that each adapter's test extends.
@NullMarked
package gridfare.domain.provider;

import org.jspecify.annotations.NullMarked;
