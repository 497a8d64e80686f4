/// What an organisation used, for programs and people. Knows metering's reading side only.
@NullMarked
package gridfare.web.usage;

import org.jspecify.annotations.NullMarked;
