/// Stories about the whole product, told in its own words. [World] is the running stack, [Rest] a
/// program that uses it; pages alone know selectors and waits. Knows no class of the product.
@NullMarked
package gridfare.journey;

import org.jspecify.annotations.NullMarked;
