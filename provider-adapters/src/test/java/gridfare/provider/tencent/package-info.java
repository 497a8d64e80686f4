/// Tests of the adapter, over the wire against the sandbox.
@NullMarked
package gridfare.provider.tencent;

import org.jspecify.annotations.NullMarked;
