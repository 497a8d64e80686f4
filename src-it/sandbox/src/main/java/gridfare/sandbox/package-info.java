/// The outside world on the wire: one program that answers as vendor clouds and Stripe would.
///
/// Started by [Main] as a process or by [Sandbox] inside a test. Knows nothing of the product: it
/// shares no class with it and learns of it only by what arrives over HTTP.
@NullMarked
package gridfare.sandbox;

import org.jspecify.annotations.NullMarked;
