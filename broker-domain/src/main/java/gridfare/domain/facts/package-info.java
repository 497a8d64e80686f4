/// Reads the fact tables that ship with the product. Knows their form and none of their meanings.
@NullMarked
package gridfare.domain.facts;

import org.jspecify.annotations.NullMarked;
