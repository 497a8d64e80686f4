/// Tencent Cloud CVM, API 2017-03-12, as its own SDK speaks to it: signature, words, error codes.
///
/// Sends only what the real vendor sends: stock is a word, prices name no currency, and no list
/// says which chip a type has.
@NullMarked
package gridfare.sandbox.tencent;

import org.jspecify.annotations.NullMarked;
