package gridfare.billing.invoice;

import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.usecase.Refusal;
import java.util.List;

/// The answer to an operator who closes a period by hand.
public sealed interface PeriodClosing {

    /// @param invoices issued now, one for each currency; never empty
    record Closed(List<InvoiceId> invoices) implements PeriodClosing {
        public Closed {
            invoices = List.copyOf(invoices);
            if (invoices.isEmpty()) {
                throw new IllegalArgumentException("Nothing issued is NothingToClose.");
            }
        }
    }

    /// No use that comes to money since the last period ended: it stays open.
    record NothingToClose() implements PeriodClosing, Refusal {}

    /// Nor is one that does not buy.
    record NoSuchOrganisation() implements PeriodClosing, Refusal {}
}
