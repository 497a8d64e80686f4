/// The operator’s part, for programs and people: providers, work of all organisations, time,
/// periods, the books, the audit log. Decides nothing.
@NullMarked
package gridfare.web.operations;

import org.jspecify.annotations.NullMarked;
