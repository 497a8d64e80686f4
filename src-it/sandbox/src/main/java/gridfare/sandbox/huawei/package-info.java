/// Huawei Cloud ECS and its rating service (BSS), as their own SDKs speak to them: signature,
/// words, jobs between asking and having, error codes.
///
/// Sends only what the real vendor sends: stock is a word in a flavor's extra specs.
@NullMarked
package gridfare.sandbox.huawei;

import org.jspecify.annotations.NullMarked;
