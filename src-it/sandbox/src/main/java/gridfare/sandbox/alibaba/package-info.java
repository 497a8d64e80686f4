/// Alibaba Cloud ECS, API 2014-05-26, as its own SDK speaks to it: signature, words, error codes.
///
/// Sends only what the real vendor sends: stock is a word, never a number.
@NullMarked
package gridfare.sandbox.alibaba;

import org.jspecify.annotations.NullMarked;
