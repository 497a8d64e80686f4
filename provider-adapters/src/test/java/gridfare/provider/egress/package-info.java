@NullMarked
package gridfare.provider.egress;

import org.jspecify.annotations.NullMarked;
