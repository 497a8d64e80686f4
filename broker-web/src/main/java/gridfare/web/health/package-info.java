/// Whether this node lives and may be sent requests.
@NullMarked
package gridfare.web.health;

import org.jspecify.annotations.NullMarked;
