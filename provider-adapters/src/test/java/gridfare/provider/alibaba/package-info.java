/// Tests of the Alibaba adapter: its tables alone, its wire against a small server of ours, its
/// promises against the sandbox.
@NullMarked
package gridfare.provider.alibaba;

import org.jspecify.annotations.NullMarked;
