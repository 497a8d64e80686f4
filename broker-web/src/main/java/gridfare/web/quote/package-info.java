/// Quotes as a program asks for them and as a person compares them.
///
/// Reads what was asked, calls [gridfare.domain.quote.RequestQuote], shows the answer. Decides
/// nothing.
@NullMarked
package gridfare.web.quote;

import org.jspecify.annotations.NullMarked;
