package gridfare.billing.invoice;

import gridfare.billing.ledger.Bookings;
import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceChanged;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.InvoiceKind;
import gridfare.domain.invoice.Invoices;
import gridfare.domain.invoice.Payment;
import gridfare.domain.invoice.Payments;
import gridfare.domain.ledger.Ledger;
import gridfare.domain.notice.NoticeKind;
import gridfare.domain.notice.Notices;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.plan.PlanLine;
import gridfare.domain.plan.PlanRows;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.rating.Period;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Invoices over plans: issued at once, since all of it is known. The caller holds the
/// organisation's credit row.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class PlanInvoices {

    private final Invoices invoices;
    private final PlanRows plans;
    private final InvoiceNumbers numbers;
    private final CreditOnAccount credit;
    private final Minimums minimums;
    private final Attempts attempts;
    private final Payments payments;
    private final Ledger ledger;
    private final Notices notices;
    private final Event<InvoiceChanged> changes;
    private final InstantSource wall;

    @Inject
    PlanInvoices(
            Invoices invoices,
            PlanRows plans,
            InvoiceNumbers numbers,
            CreditOnAccount credit,
            Minimums minimums,
            Attempts attempts,
            Payments payments,
            Ledger ledger,
            Notices notices,
            Event<InvoiceChanged> changes,
            @Wall InstantSource wall) {
        this.invoices = invoices;
        this.plans = plans;
        this.numbers = numbers;
        this.credit = credit;
        this.minimums = minimums;
        this.attempts = attempts;
        this.payments = payments;
        this.ledger = ledger;
        this.notices = notices;
        this.changes = changes;
        this.wall = wall;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected PlanInvoices() {
        this(null, null, null, null, null, null, null, null, null, null, null);
    }

    /// Issues an invoice and pays it from credit on account as far as that goes. It is due at once
    /// where there is something to collect it from, and else in the usual time.
    ///
    /// @param lines that come to more than nothing
    /// @param covered the time that they are over
    public Invoice issue(OrganisationId buyer, List<PlanLine> lines, Period covered, Instant now) {
        LedgerAmount subtotal =
                lines.stream().map(PlanLine::amount).reduce(LedgerAmount::plus).orElseThrow();
        LedgerAmount tax =
                lines.stream().map(PlanLine::tax).reduce(LedgerAmount::plus).orElseThrow();
        int sequence =
                (int)
                                invoices.ofPeriod(buyer, covered.start()).stream()
                                        .filter(other -> other.kind() == InvoiceKind.PLAN)
                                        .filter(other ->
                                                other.currency().equals(subtotal.currency()))
                                        .count()
                        + 1;
        Invoice invoice =
                new Invoice(
                        new InvoiceId(UuidV7.at(wall.instant())),
                        buyer,
                        InvoiceKind.PLAN,
                        subtotal.currency(),
                        covered.start(),
                        covered.end(),
                        sequence);
        invoice.total(subtotal, tax);
        invoices.session().insert(invoice);
        plans.addToInvoice(buyer, invoice.id().uuid(), lines);
        boolean collectable = canCollect(buyer);
        boolean carried =
                minimums.of(invoice.currency())
                        .exceeds(invoice.total().minus(credit.payableBy(invoice)));
        invoice.issue(
                numbers.next(),
                now,
                collectable ? now : now.plus(PeriodBooks.TIME_TO_PAY),
                carried);
        invoices.session().update(invoice);
        ledger.post(Bookings.issued(invoice, now));
        credit.use(invoice, now);
        notices.tell(
                buyer,
                NoticeKind.INVOICE_ISSUED,
                List.of(invoice.id()),
                Map.of(
                        "number", invoice.number().orElseThrow(),
                        "total", invoice.total().toString()));
        changes.fire(new InvoiceChanged(buyer, invoice.id()));
        return invoice;
    }

    public Optional<Invoice> find(OrganisationId buyer, InvoiceId id) {
        return invoices.find(buyer, id);
    }

    /// Whether there is a payment method.
    public boolean canCollect(OrganisationId buyer) {
        return !payments.methods(buyer).isEmpty();
    }

    /// Writes an attempt to collect it now; empty where nothing is left to collect by itself.
    public Optional<Payment> attempt(Invoice invoice) {
        return invoice.due().isZero() || invoice.carried()
                ? Optional.empty()
                : attempts.of(invoice);
    }

    /// The newest attempt.
    public Optional<Payment> newestAttempt(Invoice invoice) {
        return payments.of(invoice.organisation(), invoice.id()).stream().findFirst();
    }

    /// Takes an open invoice back as if it had never been: nobody owes it, credit that was used on
    /// it is there again. Its number stays.
    public void takeBack(Invoice invoice, Instant now) {
        invoice.voided(credit.giveBack(invoice, now));
        invoices.session().update(invoice);
        ledger.post(ledger.find(Bookings.invoiceKey(invoice)).orElseThrow().reversal(now));
        changes.fire(new InvoiceChanged(invoice.organisation(), invoice.id()));
    }
}
