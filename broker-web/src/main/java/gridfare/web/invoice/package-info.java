/// What an organisation owes, for programs and people: invoices, paying them, ways to pay; and the
/// door through which the payment provider's webhook comes in. Decides nothing.
@NullMarked
package gridfare.web.invoice;

import org.jspecify.annotations.NullMarked;
