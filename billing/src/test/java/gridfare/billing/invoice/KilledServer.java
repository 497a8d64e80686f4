package gridfare.billing.invoice;

import gridfare.billing.invoice.RecordPayments.Asking;
import gridfare.domain.invoice.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Collects as far as a server that is killed on the way.
@ApplicationScoped
public class KilledServer {

    @Inject RecordPayments records;
    @Inject PaymentGateway gateway;

    /// The attempt is taken, and no request leaves.
    public void beforeTheCall(PaymentId payment) {
        if (records.take(payment).isEmpty()) {
            throw new IllegalStateException("Not to be asked for.");
        }
    }

    /// Stripe has answered, and nothing is recorded.
    public void afterTheCall(PaymentId payment) {
        if (!(records.take(payment).orElseThrow() instanceof Asking.Pay(var order))) {
            throw new IllegalStateException("Asked for before.");
        }
        if (!(gateway.pay(order) instanceof PaymentGateway.PaymentOutcome.Succeeded)) {
            throw new IllegalStateException("Not paid.");
        }
    }
}
