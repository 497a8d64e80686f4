/// What an organisation owes for a period, and what was paid of it: use periods, invoices with
/// their lines, attempts to collect.
///
/// Knows usage by its id and what it comes to, never a machine. How an invoice comes about and how
/// money is collected is `gridfare.billing`'s.
@NullMarked
package gridfare.domain.invoice;

import org.jspecify.annotations.NullMarked;
