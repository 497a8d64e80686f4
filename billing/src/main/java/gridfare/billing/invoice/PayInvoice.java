package gridfare.billing.invoice;

import gridfare.billing.invoice.PayAnswer.AlreadyPaid;
import gridfare.billing.invoice.PayAnswer.Collecting;
import gridfare.billing.invoice.PayAnswer.MayNotPay;
import gridfare.billing.invoice.PayAnswer.NoPaymentMethod;
import gridfare.billing.invoice.PayAnswer.NoSuchInvoice;
import gridfare.billing.invoice.PayAnswer.TooSmall;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.Invoices;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Organisations;
import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;

/// A buyer pays an invoice now. Writes the intent down; [CollectPayments] asks for the money.
///
/// However often it is called, an invoice has one attempt under way at most. After a decline the
/// next call is the next attempt, from whatever payment method is the newest then.
@UseCase
public class PayInvoice {

    private final Organisations organisations;
    private final Invoices invoices;
    private final Attempts attempts;
    private final Minimums minimums;

    @Inject
    public PayInvoice(
            Organisations organisations, Invoices invoices, Attempts attempts, Minimums minimums) {
        this.organisations = organisations;
        this.invoices = invoices;
        this.attempts = attempts;
        this.minimums = minimums;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected PayInvoice() {
        this(null, null, null, null);
    }

    public PayAnswer pay(Party buyer, InvoiceId id) {
        if (!buyer.role().mayPay()) {
            return new MayNotPay();
        }
        OrganisationId organisation = buyer.organisation();
        if (organisations.lockedCreditLine(organisation).isEmpty()) {
            return new NoSuchInvoice();
        }
        return invoices.find(organisation, id).map(this::pay).orElseGet(NoSuchInvoice::new);
    }

    private PayAnswer pay(Invoice invoice) {
        return switch (invoice.state()) {
            case DRAFT, VOID, UNCOLLECTIBLE -> new NoSuchInvoice();
            case PAID -> new AlreadyPaid();
            case OPEN ->
                    invoice.carried()
                            ? new TooSmall(minimums.of(invoice.currency()))
                            : attempts.of(invoice)
                                    .<PayAnswer>map(Collecting::new)
                                    .orElseGet(NoPaymentMethod::new);
        };
    }
}
