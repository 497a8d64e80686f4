/// Tests of what the adapters share.
@NullMarked
package gridfare.provider.limit;

import org.jspecify.annotations.NullMarked;
