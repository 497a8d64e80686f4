/// The world that tests of use cases run in: PostgreSQL, transactions, beans, clocks and a provider
/// that does as it is told. Other modules use it through the test-jar.
@NullMarked
package gridfare.domain.testing;

import org.jspecify.annotations.NullMarked;
