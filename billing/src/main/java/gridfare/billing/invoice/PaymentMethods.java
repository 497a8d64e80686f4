package gridfare.billing.invoice;

import gridfare.billing.invoice.MethodAnswer.Added;
import gridfare.billing.invoice.MethodAnswer.Adding;
import gridfare.billing.invoice.MethodAnswer.MayNotPay;
import gridfare.billing.invoice.MethodAnswer.Refused;
import gridfare.billing.invoice.PaymentGateway.AttachOrder;
import gridfare.billing.invoice.PaymentGateway.CustomerOrder;
import gridfare.billing.invoice.PaymentGateway.CustomerOutcome;
import gridfare.domain.invoice.PaymentMethod;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/// Ways of an organisation to pay. The newest one that was not refused is used.
///
/// Writes down first and asks the gateway afterwards, outside any transaction.
@ApplicationScoped
public class PaymentMethods {

    private final KeepPaymentMethods kept;
    private final RecordPayments records;
    private final PaymentGateway gateway;

    @Inject
    public PaymentMethods(KeepPaymentMethods kept, RecordPayments records, PaymentGateway gateway) {
        this.kept = kept;
        this.records = records;
        this.gateway = gateway;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected PaymentMethods() {
        this(null, null, null);
    }

    /// @param token what Stripe's form in the browser gave, e.g. `pm_card_visa` in tests
    public MethodAnswer add(Party buyer, String token) {
        if (!buyer.role().mayPay()) {
            return new MayNotPay();
        }
        PaymentMethod method = confirm(kept.add(buyer, token));
        return switch (method.state()) {
            case ACTIVE -> new Added(method);
            case ADDING -> new Adding(method);
            case REFUSED -> new Refused(method.refusal().orElse("refused"));
        };
    }

    /// Newest first, without those that were refused.
    public List<PaymentMethod> list(Party reader) {
        return kept.list(reader);
    }

    /// Asks the gateway to keep it for the organisation, which gets a name there the first time.
    PaymentMethod confirm(PaymentMethod method) {
        return customer(method.organisation())
                .map(customer ->
                        records.confirmed(
                                method.id(),
                                gateway.attach(
                                        new AttachOrder(method.id(), customer, method.token()))))
                .orElse(method);
    }

    private Optional<String> customer(OrganisationId organisation) {
        Optional<String> known = records.customer(organisation);
        if (known.isPresent()) {
            return known;
        }
        var order = new CustomerOrder(organisation, records.nameOf(organisation));
        return switch (gateway.customer(order)) {
            case CustomerOutcome.Known(String customer) -> {
                records.customerIs(organisation, customer);
                yield records.customer(organisation);
            }
            case CustomerOutcome.Unknown(String why) -> Optional.empty();
        };
    }
}
