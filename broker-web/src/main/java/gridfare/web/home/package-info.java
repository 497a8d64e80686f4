/// The first screen: what runs, what it costs, what is owed. Shows use cases' answers and decides
/// nothing.
@NullMarked
package gridfare.web.home;

import org.jspecify.annotations.NullMarked;
