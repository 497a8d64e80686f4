/// Who may have what when there is too little.
///
/// May use `match` and `resource`. Decides from counts that it is handed; claims are made
/// elsewhere.
@NullMarked
package gridfare.pricing.admission;

import org.jspecify.annotations.NullMarked;
