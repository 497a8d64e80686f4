/// API keys as a program and as a person manage them. Calls [gridfare.domain.key.ManageApiKeys] and
/// shows the answer; the check of a key that is sent is `gridfare.web.security`'s.
@NullMarked
package gridfare.web.key;

import org.jspecify.annotations.NullMarked;
