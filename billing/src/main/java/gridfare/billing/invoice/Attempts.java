package gridfare.billing.invoice;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.Invoices;
import gridfare.domain.invoice.Payment;
import gridfare.domain.invoice.PaymentId;
import gridfare.domain.invoice.PaymentMethod;
import gridfare.domain.invoice.Payments;
import gridfare.pricing.money.LedgerAmount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes attempts to collect down. The caller holds the organisation's credit row, so that two
/// never write one for the same invoice; the database's unique indexes say so too.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Attempts {

    private final Invoices invoices;
    private final Payments payments;
    private final InstantSource clock;
    private final InstantSource wall;

    @Inject
    Attempts(Invoices invoices, Payments payments, InstantSource clock, @Wall InstantSource wall) {
        this.invoices = invoices;
        this.payments = payments;
        this.clock = clock;
        this.wall = wall;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    Attempts() {
        this(null, null, null, null);
    }

    /// The attempt under way for an open invoice, or a new one from the newest payment method, over
    /// the invoice and what was carried to it.
    ///
    /// @return empty if there is no payment method
    Optional<Payment> of(Invoice invoice) {
        List<Payment> earlier = payments.of(invoice.organisation(), invoice.id());
        Optional<Payment> live =
                earlier.stream().filter(payment -> payment.state().isLive()).findFirst();
        if (live.isPresent()) {
            return live;
        }
        return payments.methods(invoice.organisation()).stream()
                .findFirst()
                .map(method -> add(invoice, earlier.size() + 1, method));
    }

    /// The invoice and the smaller, older ones that are collected with it.
    List<Invoice> collectedWith(Invoice invoice) {
        return Stream.concat(
                        Stream.of(invoice),
                        invoices
                                .carried(
                                        invoice.organisation(),
                                        invoice.currency().getCurrencyCode())
                                .stream()
                                .filter(small ->
                                        small.periodStart().isBefore(invoice.periodStart())))
                .toList();
    }

    private Payment add(Invoice invoice, int attempt, PaymentMethod method) {
        LedgerAmount amount =
                collectedWith(invoice).stream()
                        .map(Invoice::due)
                        .reduce(LedgerAmount.zero(invoice.currency()), LedgerAmount::plus);
        Payment payment =
                new Payment(
                        new PaymentId(UuidV7.at(wall.instant())),
                        invoice,
                        attempt,
                        amount,
                        method.id(),
                        clock.instant(),
                        wall.instant());
        payments.session().insert(payment);
        return payment;
    }
}
