package gridfare.billing.invoice;

import gridfare.billing.invoice.PaymentGateway.PaymentOutcome;
import gridfare.billing.invoice.PaymentGateway.PaymentOutcome.Absent;
import gridfare.billing.invoice.PaymentGateway.Sighting;
import gridfare.billing.invoice.RecordPayments.Asking;
import gridfare.domain.invoice.Payment;
import gridfare.domain.invoice.PaymentId;
import gridfare.domain.invoice.PaymentMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/// Job: asks the gateway for the money. The intent is written before, the outcome after the call,
/// so the server may be killed anywhere: the next run asks again under the same key.
@ApplicationScoped
public class CollectPayments {

    private static final Logger LOG = System.getLogger(CollectPayments.class.getName());
    private static final Duration SOON = Duration.ofMinutes(1);

    private final RecordPayments records;
    private final PaymentMethods methods;
    private final PaymentGateway gateway;

    @Inject
    public CollectPayments(RecordPayments records, PaymentMethods methods, PaymentGateway gateway) {
        this.records = records;
        this.methods = methods;
        this.gateway = gateway;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected CollectPayments() {
        this(null, null, null);
    }

    /// Confirms new payment methods, collects what is due, and asks again for what is unknown. One
    /// failure stops no other payment.
    ///
    /// @return whether an attempt is to be asked for again within a minute
    public boolean run() {
        for (PaymentMethod method : records.unconfirmed()) {
            apart(method.id().external(), () -> methods.confirm(method));
        }
        apart("Invoices that are due", records::intendDue);
        for (PaymentId id : records.toAsk()) {
            apart(id.external(), () -> collect(id));
        }
        for (String gatewayObject : records.unsettled()) {
            apart(gatewayObject, () -> look(gatewayObject));
        }
        return records.anyWithin(SOON);
    }

    /// Asks for one attempt, if it is time.
    public void collect(PaymentId id) {
        records.take(id).ifPresent(asking -> records.record(id, outcome(asking)));
    }

    /// Looks at a payment as the gateway has it and records what is seen: harmless at any time.
    ///
    /// @return whether it is a payment of ours and the gateway told how it stands
    public Look look(String gatewayObject) {
        Sighting seen = gateway.read(gatewayObject);
        if (seen.outcome() instanceof PaymentOutcome.Unknown) {
            return Look.UNKNOWN;
        }
        Optional<Payment> payment =
                records.find(gatewayObject, Optional.ofNullable(seen.payment()));
        payment.ifPresent(known -> records.record(known.id(), seen.outcome()));
        return payment.isPresent() ? Look.RECORDED : Look.NOT_OURS;
    }

    /// What came of a look.
    public enum Look {
        RECORDED,
        NOT_OURS,
        UNKNOWN
    }

    private PaymentOutcome outcome(Asking asking) {
        return switch (asking) {
            case Asking.Pay(var order) -> gateway.pay(order);
            case Asking.Read(var object) -> gateway.read(object).outcome();
            case Asking.FindOrPay(var order) -> {
                PaymentOutcome found = gateway.find(order);
                yield found instanceof Absent ? gateway.pay(order) : found;
            }
        };
    }

    private static void apart(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, what + " waits for the next run.", e);
        }
    }
}
