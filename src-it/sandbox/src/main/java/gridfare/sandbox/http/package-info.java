/// What a call and an answer are, and how they travel: the JDK's own HTTP server on virtual
/// threads. Knows no vendor.
@NullMarked
package gridfare.sandbox.http;

import org.jspecify.annotations.NullMarked;
