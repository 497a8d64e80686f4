package gridfare.billing.invoice;

import gridfare.billing.invoice.PaymentGateway.PaymentOutcome;
import gridfare.billing.invoice.PaymentGateway.PaymentOutcome.Absent;
import gridfare.billing.invoice.PaymentGateway.Sighting;
import gridfare.billing.invoice.RecordPayments.Asking;
import gridfare.domain.clock.Wall;
import gridfare.domain.invoice.Payment;
import gridfare.domain.invoice.PaymentId;
import gridfare.domain.invoice.PaymentMethod;
import gridfare.domain.placement.Failpoints;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Job: asks the gateway for the money. The intent is written before, the outcome after the call,
/// so the server may be killed anywhere: the next run asks again under the same key.
@ApplicationScoped
public class CollectPayments {

    private static final Logger LOG = System.getLogger(CollectPayments.class.getName());

    /// Failpoint: the attempt is taken; no request has left.
    public static final String BEFORE_PAYMENT_CALL = "before-payment-call";

    /// Failpoint: Stripe has answered; we have not recorded it.
    public static final String AFTER_PAYMENT_BEFORE_RECORD = "after-payment-before-record";

    private static final Duration SOON = Duration.ofMinutes(1);

    /// How often fees that were not told with their payments are asked for.
    private static final Duration FEES_EVERY = Duration.ofMinutes(1);

    private final RecordPayments records;
    private final PaymentMethods methods;
    private final PaymentGateway gateway;
    private final Failpoints failpoints;
    private final InstantSource wall;
    private volatile Instant nextLookForFees = Instant.MIN;

    @Inject
    public CollectPayments(
            RecordPayments records,
            PaymentMethods methods,
            PaymentGateway gateway,
            Failpoints failpoints,
            @Wall InstantSource wall) {
        this.records = records;
        this.methods = methods;
        this.gateway = gateway;
        this.failpoints = failpoints;
        this.wall = wall;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected CollectPayments() {
        this(null, null, null, null, null);
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
        Instant now = wall.instant();
        if (!now.isBefore(nextLookForFees)) {
            nextLookForFees = now.plus(FEES_EVERY);
            for (String gatewayObject : records.unsettled()) {
                apart(gatewayObject, () -> look(gatewayObject));
            }
        }
        return records.anyWithin(SOON);
    }

    /// Asks for one attempt, if it is time.
    public void collect(PaymentId id) {
        records.take(id).ifPresent(asking -> ask(id, asking));
    }

    private void ask(PaymentId id, Asking asking) {
        failpoints.reached(BEFORE_PAYMENT_CALL);
        PaymentOutcome outcome = outcome(asking);
        failpoints.reached(AFTER_PAYMENT_BEFORE_RECORD);
        records.record(id, outcome);
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
