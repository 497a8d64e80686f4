/// Turns use into invoices and invoices into payments: closes periods, assembles and issues, asks
/// for money and records what became of it.
///
/// Owns the port [gridfare.billing.invoice.PaymentGateway] and knows nobody behind it. No call
/// outside is made within a transaction: the intent is written, the call made, the outcome
/// recorded.
@NullMarked
package gridfare.billing.invoice;

import org.jspecify.annotations.NullMarked;
