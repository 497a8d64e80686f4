package gridfare.web.invoice;

import gridfare.domain.invoice.InvoiceChanged;
import gridfare.web.shell.Broadcaster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

/// Carries changes of invoices to the screens that show them.
@ApplicationScoped
public class InvoiceNews {

    @Inject Broadcaster broadcaster;

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) InvoiceChanged change) {
        broadcaster.tell(change.organisation(), change);
    }
}
