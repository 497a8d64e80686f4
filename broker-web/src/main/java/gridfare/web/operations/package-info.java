/// The operator's part over HTTP: time, periods, the books. Decides nothing.
@NullMarked
package gridfare.web.operations;

import org.jspecify.annotations.NullMarked;
