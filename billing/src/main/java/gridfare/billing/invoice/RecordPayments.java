package gridfare.billing.invoice;

import static java.time.temporal.ChronoUnit.SECONDS;

import gridfare.billing.invoice.PaymentGateway.AttachOutcome;
import gridfare.billing.invoice.PaymentGateway.PaymentOrder;
import gridfare.billing.invoice.PaymentGateway.PaymentOutcome;
import gridfare.billing.invoice.PaymentGateway.PaymentOutcome.Absent;
import gridfare.billing.invoice.PaymentGateway.PaymentOutcome.Declined;
import gridfare.billing.invoice.PaymentGateway.PaymentOutcome.Pending;
import gridfare.billing.invoice.PaymentGateway.PaymentOutcome.RequiresAction;
import gridfare.billing.invoice.PaymentGateway.PaymentOutcome.Succeeded;
import gridfare.billing.invoice.PaymentGateway.PaymentOutcome.Unknown;
import gridfare.billing.invoice.PaymentGateway.Settlement;
import gridfare.billing.ledger.Bookings;
import gridfare.domain.clock.Wall;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceChanged;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.InvoiceState;
import gridfare.domain.invoice.Invoices;
import gridfare.domain.invoice.Payment;
import gridfare.domain.invoice.PaymentId;
import gridfare.domain.invoice.PaymentMethod;
import gridfare.domain.invoice.PaymentMethodId;
import gridfare.domain.invoice.PaymentState;
import gridfare.domain.invoice.Payments;
import gridfare.domain.ledger.Ledger;
import gridfare.domain.notice.NoticeKind;
import gridfare.domain.notice.Notices;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Organisations;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.LedgerAmount;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.LockMode;

/// The short transactions around the calls to the gateway: take an attempt, record what became of
/// it, book it. Each is safe to repeat, by whoever hears of it: the job, the webhook, or both at
/// once.
@UseCase
public class RecordPayments {

    private static final Logger LOG = System.getLogger(RecordPayments.class.getName());

    /// How long after an unknown outcome it is asked for again, by how often it was asked for.
    private static final List<Duration> PATIENCE =
            List.of(
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Duration.ofDays(1));

    private static final Duration CONFIRMATION = Duration.ofHours(1);

    private final Organisations organisations;
    private final Invoices invoices;
    private final Payments payments;
    private final Attempts attempts;
    private final Ledger ledger;
    private final Notices notices;
    private final Event<InvoiceChanged> changes;
    private final InstantSource clock;
    private final InstantSource wall;

    @Inject
    public RecordPayments(
            Organisations organisations,
            Invoices invoices,
            Payments payments,
            Attempts attempts,
            Ledger ledger,
            Notices notices,
            Event<InvoiceChanged> changes,
            InstantSource clock,
            @Wall InstantSource wall) {
        this.organisations = organisations;
        this.invoices = invoices;
        this.payments = payments;
        this.attempts = attempts;
        this.ledger = ledger;
        this.notices = notices;
        this.changes = changes;
        this.clock = clock;
        this.wall = wall;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected RecordPayments() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /// How an attempt is to be asked for.
    sealed interface Asking {

        /// By a request under its key, which is the first or a repetition of it.
        record Pay(PaymentOrder order) implements Asking {}

        /// The key may be forgotten: only if the gateway does not know it by our name.
        record FindOrPay(PaymentOrder order) implements Asking {}

        /// It is known to the gateway: by how it stands now.
        record Read(String gatewayObject) implements Asking {}
    }

    /// Takes an attempt for one request.
    ///
    /// @return empty if it is settled, or another one is asking, or it is not time yet, or the
    ///   payment method is not confirmed
    Optional<Asking> take(PaymentId id) {
        Payment payment = locked(id);
        Instant asked = wall.instant();
        if (payment.nextAskWall().filter(next -> !next.isAfter(asked)).isEmpty()) {
            return Optional.empty();
        }
        Optional<String> customer = customer(payment.organisation());
        PaymentMethod method = payments.session().get(PaymentMethod.class, payment.method());
        if (customer.isEmpty() || method.gatewayObject().isEmpty()) {
            return Optional.empty();
        }
        boolean forgotten = keyMayBeForgotten(payment);
        payment.ask(clock.instant(), asked);
        payments.session().update(payment);
        if (payment.gatewayObject().isPresent()) {
            return Optional.of(new Asking.Read(payment.gatewayObject().get()));
        }
        PaymentOrder order =
                new PaymentOrder(
                        payment.id(),
                        payment.invoice(),
                        payment.organisation(),
                        customer.get(),
                        method.gatewayObject().get(),
                        payment.amount(),
                        payment.idempotencyKey(),
                        payment.createdAt());
        return Optional.of(forgotten ? new Asking.FindOrPay(order) : new Asking.Pay(order));
    }

    /// Records what the gateway said, and books it. Hearing it again changes nothing.
    public void record(PaymentId id, PaymentOutcome outcome) {
        Payment payment = locked(id);
        Instant now = clock.instant().truncatedTo(SECONDS);
        switch (outcome) {
            case Unknown(String why) -> {
                LOG.log(Level.WARNING, "Payment {0} is unknown: {1}", id.external(), why);
                payment.unknown(wall.instant().plus(patience(payment)));
            }
            case Absent() -> payment.unknown(wall.instant().plus(patience(payment)));
            case Pending(String object) ->
                    payment.pending(object, wall.instant().plus(patience(payment)));
            case RequiresAction(String object) ->
                    payment.requiresAction(object, wall.instant().plus(CONFIRMATION));
            case Declined(String object, String code) -> {
                if (payment.state().isLive()) {
                    payment.declined(object, code, now);
                    tell(payment, NoticeKind.PAYMENT_FAILED, Map.of("reason", code));
                }
            }
            case Succeeded(String object, LedgerAmount amount, Settlement settlement) -> {
                if (!amount.equals(payment.amount())) {
                    throw new IllegalStateException(
                            "%s took %s for %s, not %s."
                                    .formatted(object, amount, id.external(), payment.amount()));
                }
                if (payment.state() != PaymentState.SUCCEEDED) {
                    payment.succeeded(object, now);
                    allocate(payment, object, now);
                    tell(payment, NoticeKind.PAYMENT_SUCCEEDED, Map.of());
                }
                if (settlement != null) {
                    settle(payment, settlement, now);
                }
            }
        }
        payments.session().update(payment);
        changes.fire(new InvoiceChanged(payment.organisation(), payment.invoice()));
    }

    /// Pays the invoice and those carried to it, and books the whole. What is left over, since
    /// someone paid twice, is owed back.
    private void allocate(Payment payment, String object, Instant now) {
        LedgerAmount left = payment.amount();
        Invoice own = invoices.find(payment.organisation(), payment.invoice()).orElseThrow();
        for (Invoice invoice : attempts.collectedWith(own)) {
            if (invoice.state() != InvoiceState.OPEN || left.isZero()) {
                continue;
            }
            LedgerAmount part = invoice.due().exceeds(left) ? left : invoice.due();
            invoice.paid(part, now);
            invoices.session().update(invoice);
            payments.session()
                    .createNativeMutationQuery(
                            """
                            insert into payment_allocation
                                (payment_uuid, invoice_uuid, organisation_uuid, minor_units)
                            values (:payment, :invoice, :organisation, :units)
                            """)
                    .setParameter("payment", payment.id().uuid())
                    .setParameter("invoice", invoice.id().uuid())
                    .setParameter("organisation", payment.organisation().uuid())
                    .setParameter("units", part.minorUnits())
                    .executeUpdate();
            left = left.minus(part);
        }
        ledger.post(Bookings.paid(payment, object, payment.amount().minus(left), now));
    }

    private void tell(Payment payment, NoticeKind kind, Map<String, String> more) {
        Map<String, String> arguments = new TreeMap<>(more);
        arguments.put("amount", payment.amount().toString());
        notices.tell(
                payment.organisation(), kind, List.of(payment.invoice(), payment.id()), arguments);
    }

    private void settle(Payment payment, Settlement settlement, Instant now) {
        int added =
                payments.session()
                        .createNativeMutationQuery(
                                """
                                insert into stripe_settlement
                                    (id, payment_uuid, gross_minor_units, fee_minor_units, currency)
                                values (:id, :payment, :gross, :fee, :currency)
                                on conflict do nothing
                                """)
                        .setParameter("id", settlement.id())
                        .setParameter("payment", payment.id().uuid())
                        .setParameter("gross", settlement.gross().minorUnits())
                        .setParameter("fee", settlement.fee().minorUnits())
                        .setParameter("currency", settlement.gross().currency().getCurrencyCode())
                        .executeUpdate();
        if (added == 1) {
            Bookings.settled(payment, settlement.id(), settlement.gross(), settlement.fee(), now)
                    .ifPresent(ledger::post);
        }
    }

    /// Attempts that wait to be asked for.
    List<PaymentId> toAsk() {
        return payments.toAsk(wall.instant(), 100).stream().map(Payment::id).toList();
    }

    /// Whether an attempt will be asked for within `soon`.
    boolean anyWithin(Duration soon) {
        return !payments.toAsk(wall.instant().plus(soon), 1).isEmpty();
    }

    /// Payments of which the gateway has not told its fee yet: by its name of them.
    List<String> unsettled() {
        return payments.session()
                .createNativeQuery(
                        """
                        select p.gateway_object from payment p
                        where p.state = 'SUCCEEDED' and not exists (
                            select 1 from stripe_settlement s where s.payment_uuid = p.id_uuid)
                        order by p.settled_at limit 100
                        """,
                        String.class)
                .getResultList();
    }

    /// Which payment the gateway's name, or ours beside it, means.
    public Optional<Payment> find(String gatewayObject, Optional<PaymentId> ours) {
        return payments.byGatewayObject(gatewayObject)
                .or(() ->
                        ours.map(id -> payments.session().get(Payment.class, id))
                                .filter(known -> known.gatewayObject().isEmpty()));
    }

    /// Invoices that are due, were never tried, and can be: an attempt is written for each.
    void intendDue() {
        Instant now = clock.instant();
        List<Object[]> due =
                invoices.session()
                        .createNativeQuery(
                                """
                                select i.organisation_uuid, i.id_uuid from invoice i
                                where i.state = 'OPEN' and not i.carried and i.due_at <= :now
                                    and not exists (
                                        select 1 from payment p where p.invoice_uuid = i.id_uuid)
                                    and exists (
                                        select 1 from payment_method m
                                        where m.organisation_uuid = i.organisation_uuid
                                            and m.state <> 'REFUSED')
                                order by i.organisation_uuid, i.id_uuid limit 100
                                """,
                                Object[].class)
                        .setParameter("now", now)
                        .addScalar("organisation_uuid", UUID.class)
                        .addScalar("id_uuid", UUID.class)
                        .getResultList();
        for (Object[] row : due) {
            OrganisationId organisation = new OrganisationId((UUID) row[0]);
            lock(organisation);
            invoices.find(organisation, new InvoiceId((UUID) row[1]))
                    .filter(invoice -> invoice.state() == InvoiceState.OPEN)
                    .ifPresent(attempts::of);
        }
    }

    /// The next instant after `after` at which an invoice is collected by itself.
    Optional<Instant> nextDueAfter(Instant after) {
        return Optional.ofNullable(
                invoices.session()
                        .createNativeQuery(
                                """
                                select min(due_at) as due from invoice
                                where state = 'OPEN' and not carried and due_at > :after
                                """,
                                Instant.class)
                        .setParameter("after", after)
                        .addScalar("due", Instant.class)
                        .getSingleResultOrNull());
    }

    /// The gateway's name for an organisation, if it has one.
    Optional<String> customer(OrganisationId organisation) {
        return Optional.ofNullable(
                payments.session()
                        .createNativeQuery(
                                """
                                select gateway_object from stripe_customer
                                where organisation_uuid = :organisation
                                """,
                                String.class)
                        .setParameter("organisation", organisation.uuid())
                        .getSingleResultOrNull());
    }

    void customerIs(OrganisationId organisation, String gatewayObject) {
        payments.session()
                .createNativeMutationQuery(
                        """
                        insert into stripe_customer (organisation_uuid, gateway_object, created_at)
                        values (:organisation, :object, :at) on conflict (organisation_uuid) do nothing
                        """)
                .setParameter("organisation", organisation.uuid())
                .setParameter("object", gatewayObject)
                .setParameter("at", clock.instant())
                .executeUpdate();
    }

    String nameOf(OrganisationId organisation) {
        return organisations.find(organisation).orElseThrow().name();
    }

    /// Payment methods that the gateway has not confirmed yet.
    List<PaymentMethod> unconfirmed() {
        return payments.unconfirmedMethods();
    }

    /// Records what the gateway said of a payment method.
    ///
    /// @return as it is now
    PaymentMethod confirmed(PaymentMethodId id, AttachOutcome outcome) {
        PaymentMethod method =
                payments.session().get(PaymentMethod.class, id, LockMode.PESSIMISTIC_WRITE);
        switch (outcome) {
            case AttachOutcome.Attached(String object, String brand, String digits) ->
                    method.attached(object, brand, digits);
            case AttachOutcome.Refused(String code) -> method.refused(code);
            case AttachOutcome.Unknown(String why) ->
                    LOG.log(Level.WARNING, "{0} is not confirmed: {1}", id.external(), why);
        }
        payments.session().update(method);
        return method;
    }

    /// Locks in the common order: the organisation's credit row, then the payment.
    private Payment locked(PaymentId id) {
        Payment unlocked = payments.session().get(Payment.class, id);
        lock(unlocked.organisation());
        return payments.session().get(Payment.class, id, LockMode.PESSIMISTIC_WRITE);
    }

    /// First in the lock order of all that spends.
    private void lock(OrganisationId buyer) {
        if (organisations.lockedCreditLine(buyer).isEmpty()) {
            throw new IllegalStateException(buyer.external() + " has no credit line.");
        }
    }

    /// By either clock: the gateway outside may live in business time, as the sandbox does.
    private boolean keyMayBeForgotten(Payment payment) {
        return longAgo(payment.firstAskedWall(), wall.instant())
                || longAgo(payment.firstAskedAt(), clock.instant());
    }

    private static boolean longAgo(Optional<Instant> first, Instant now) {
        return first.filter(at -> at.plus(PaymentGateway.KEYS_KEPT).isBefore(now)).isPresent();
    }

    private static Duration patience(Payment payment) {
        return PATIENCE.get(Math.min(Math.max(payment.asked(), 1), PATIENCE.size()) - 1);
    }
}
