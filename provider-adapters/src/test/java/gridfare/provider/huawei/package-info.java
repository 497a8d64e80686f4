/// Tests of the adapter, over the wire against the sandbox.
@NullMarked
package gridfare.provider.huawei;

import org.jspecify.annotations.NullMarked;
