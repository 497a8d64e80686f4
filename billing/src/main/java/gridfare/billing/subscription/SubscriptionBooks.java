package gridfare.billing.subscription;

import static java.time.temporal.ChronoUnit.SECONDS;

import gridfare.billing.invoice.PlanInvoices;
import gridfare.billing.ledger.Bookings;
import gridfare.domain.audit.AuditLog;
import gridfare.domain.fx.ReferenceRates;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.InvoiceState;
import gridfare.domain.invoice.Payment;
import gridfare.domain.invoice.PaymentId;
import gridfare.domain.invoice.PaymentState;
import gridfare.domain.ledger.Ledger;
import gridfare.domain.notice.NoticeKind;
import gridfare.domain.notice.Notices;
import gridfare.domain.party.Organisation;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Organisations;
import gridfare.domain.plan.ChangeId;
import gridfare.domain.plan.PlanCharge;
import gridfare.domain.plan.PlanLine;
import gridfare.domain.plan.PlanRows;
import gridfare.domain.plan.PlanVersion;
import gridfare.domain.plan.Plans;
import gridfare.domain.plan.Subscription;
import gridfare.domain.plan.SubscriptionChange;
import gridfare.domain.plan.SubscriptionChange.State;
import gridfare.domain.plan.SubscriptionState;
import gridfare.domain.plan.Subscriptions;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.rating.BillingAnchor;
import gridfare.pricing.rating.FlatCharge;
import gridfare.pricing.rating.Period;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// The steps by which a change is carried out and a subscription goes on, each one short
/// transaction that locks the organisation's credit row first and is safe to repeat.
@UseCase
public class SubscriptionBooks {

    @Inject Organisations organisations;
    @Inject Plans plans;
    @Inject Subscriptions subscriptions;
    @Inject PlanRows rows;
    @Inject PlanLines lines;
    @Inject PlanInvoices invoices;
    @Inject ReferenceRates rates;
    @Inject Ledger ledger;
    @Inject Notices notices;
    @Inject AuditLog audit;
    @Inject StatelessSession session;
    @Inject InstantSource clock;

    /// Who has something to carry on with.
    record Due(OrganisationId organisation, ChangeId change) {}

    /// Changes that were asked for and are not settled.
    List<Due> unsettled() {
        return session
                .createNativeQuery(
                        """
                        select organisation_uuid, id_uuid from subscription_change
                        where state in ('REQUESTED', 'PAYING') order by id_uuid
                        """,
                        Object[].class)
                .addScalar("organisation_uuid", UUID.class)
                .addScalar("id_uuid", UUID.class)
                .stream()
                .map(row -> new Due(new OrganisationId((UUID) row[0]), new ChangeId((UUID) row[1])))
                .toList();
    }

    /// Begins to carry a change out: applies it where nothing is to be collected first, else issues
    /// its invoice and writes the attempt down.
    ///
    /// @return the attempt to ask for, if there is one
    Optional<PaymentId> begin(OrganisationId buyer, ChangeId id) {
        lock(buyer);
        SubscriptionChange change = rows.find(buyer, id).orElseThrow();
        Instant now = now();
        if (change.state() == State.PAYING) {
            return invoice(change)
                    .flatMap(invoices::newestAttempt)
                    .filter(payment -> payment.state().isLive())
                    .map(Payment::id);
        }
        if (change.state() != State.REQUESTED) return Optional.empty();
        if (!fits(change)) {
            rows.settled(change, State.STALE, null, now);
            return Optional.empty();
        }
        if (change.net().minorUnits() <= 0) {
            credit(change, now);
            apply(change, null, now);
            return Optional.empty();
        }
        Invoice invoice = invoices.issue(buyer, change.lines(), covered(change), now);
        Optional<Payment> attempt = invoices.attempt(invoice);
        if (attempt.isEmpty()) {
            // Paid by credit, too small to be collected alone, or on the terms of an invoice.
            apply(change, invoice.id().uuid(), now);
            return Optional.empty();
        }
        rows.paying(change, invoice.id().uuid());
        return attempt.map(Payment::id);
    }

    /// Settles a change whose payment is decided: applied, or as if it had never been asked for.
    State finish(OrganisationId buyer, ChangeId id) {
        lock(buyer);
        SubscriptionChange change = rows.find(buyer, id).orElseThrow();
        if (change.state() != State.PAYING) return change.state();
        Invoice invoice = invoice(change).orElseThrow();
        Instant now = now();
        if (invoice.state() == InvoiceState.PAID) {
            apply(change, invoice.id().uuid(), now);
            return State.DONE;
        }
        boolean declined =
                invoices.newestAttempt(invoice)
                        .filter(payment -> payment.state() == PaymentState.DECLINED)
                        .isPresent();
        if (!declined) return State.PAYING;
        invoices.takeBack(invoice, now);
        rows.settled(change, State.DECLINED, invoice.id().uuid(), now);
        audit.recordJob(
                "subscriptions",
                buyer,
                "subscription-change-declined",
                change.subscription(),
                Map.of("invoice", invoice.id().external()));
        return State.DECLINED;
    }

    private Optional<Invoice> invoice(SubscriptionChange change) {
        return change.invoiceUuid()
                .flatMap(uuid -> invoices.find(change.organisation(), new InvoiceId(uuid)));
    }

    private boolean fits(SubscriptionChange change) {
        Optional<Subscription> live = subscriptions.live(change.organisation());
        Integer version = change.subscriptionVersion();
        return version == null
                ? live.isEmpty()
                : live.filter(found -> found.id().equals(change.subscription()))
                        .filter(found -> found.version() == version)
                        .isPresent();
    }

    private void credit(SubscriptionChange change, Instant now) {
        LedgerAmount zero = LedgerAmount.zero(change.net().currency());
        LedgerAmount amount =
                change.lines().stream().map(PlanLine::amount).reduce(zero, LedgerAmount::plus);
        LedgerAmount tax =
                change.lines().stream().map(PlanLine::tax).reduce(zero, LedgerAmount::plus);
        if (!amount.isZero() || !tax.isZero()) {
            ledger.post(Bookings.credited(change.id(), change.organisation(), amount, tax, now));
        }
    }

    /// The change takes effect at its own instant, whenever this is done.
    private void apply(SubscriptionChange change, @Nullable UUID invoice, Instant now) {
        PlanVersion plan = plans.get(change.plan(), change.planNumber());
        switch (change.kind()) {
            case START, TRIAL -> start(change, plan);
            case CHANGE -> {
                Subscription subscription = live(change);
                PlanCharge old = close(subscription, change, now);
                subscription.change(plan, change.seats());
                session.update(subscription);
                Period period = old.charge().period();
                boolean free = subscription.state() == SubscriptionState.TRIAL;
                rows.open(
                        subscription,
                        plan,
                        change.seats(),
                        new FlatCharge(
                                free ? plan.price(0) : plan.price(change.seats()),
                                period,
                                old.charge().covered().from(change.at()).orElseThrow(),
                                change.exchange()));
            }
            case CANCEL -> {
                Subscription subscription = live(change);
                close(subscription, change, now);
                subscription.end(change.at());
                session.update(subscription);
            }
        }
        rows.settled(change, State.DONE, invoice, now);
        notices.tell(
                change.organisation(),
                change.kind() == SubscriptionChange.Kind.CANCEL
                        ? NoticeKind.SUBSCRIPTION_ENDED
                        : NoticeKind.SUBSCRIPTION_CHANGED,
                List.of(change.subscription()),
                Map.of("plan", change.plan(), "seats", String.valueOf(change.seats())));
        audit.recordJob(
                "subscriptions",
                change.organisation(),
                "subscription-change-done",
                change.subscription(),
                Map.of(
                        "kind", change.kind().name(),
                        "plan", change.plan(),
                        "seats", String.valueOf(change.seats()),
                        "net", change.net().toString()));
    }

    private void start(SubscriptionChange change, PlanVersion plan) {
        boolean trial = change.kind() == SubscriptionChange.Kind.TRIAL;
        Period month = new BillingAnchor(change.at()).period(0);
        Period first =
                trial
                        ? new Period(
                                change.at(), change.at().plusSeconds(86_400L * plan.trialDays()))
                        : month;
        Subscription subscription =
                new Subscription(
                        change.subscription(),
                        change.organisation(),
                        plan,
                        change.seats(),
                        first,
                        trial);
        session.insert(subscription);
        // A trial includes its part of a month's hours, for nothing.
        rows.open(
                subscription,
                plan,
                change.seats(),
                new FlatCharge(
                        trial ? plan.price(0) : plan.price(change.seats()),
                        month,
                        first,
                        change.exchange()));
    }

    private Subscription live(SubscriptionChange change) {
        return subscriptions.find(change.organisation(), change.subscription()).orElseThrow();
    }

    /// Ends the charge in force at the instant of a change: what was used of it is earned.
    private PlanCharge close(Subscription subscription, SubscriptionChange change, Instant now) {
        PlanCharge open =
                rows.openCharge(subscription.organisation(), subscription.id()).orElseThrow();
        LedgerAmount credited =
                change.lines().stream()
                        .filter(line -> line.what() == PlanLine.What.UNUSED)
                        .map(PlanLine::amount)
                        .reduce(LedgerAmount.zero(open.amount().currency()), LedgerAmount::minus);
        close(open, credited.plus(open.credited()), change.at(), now);
        return open;
    }

    private void close(PlanCharge open, LedgerAmount credited, Instant usedTo, Instant now) {
        rows.close(open, credited, usedTo);
        LedgerAmount earned = open.amount().minus(credited);
        if (!earned.isZero()) ledger.post(Bookings.recognised(open.id(), earned, now));
    }

    private static Period covered(SubscriptionChange change) {
        return change.lines().getLast().charge().covered();
    }

    /// Whose period, or trial, is over.
    List<OrganisationId> due(Instant now) {
        return session
                .createNativeQuery(
                        """
                        select organisation_uuid from subscription s
                        where state <> 'ENDED' and period_end <= :now and not exists (
                            select 1 from subscription_change c
                            where c.organisation_uuid = s.organisation_uuid
                                and c.state in ('REQUESTED', 'PAYING'))
                        order by period_end, organisation_uuid
                        """,
                        UUID.class)
                .setParameter("now", now)
                .stream()
                .map(OrganisationId::new)
                .toList();
    }

    Optional<Instant> nextDueAfter(Instant after) {
        return Optional.ofNullable(
                session.createNativeQuery(
                                """
                                select min(period_end) as due from subscription
                                where state <> 'ENDED' and period_end > :after
                                """,
                                Instant.class)
                        .setParameter("after", after)
                        .addScalar("due", Instant.class)
                        .getSingleResultOrNull());
    }

    /// Ends a subscription that was cancelled, or charges its next period in advance.
    ///
    /// @return whether its period then is over as well
    boolean renew(OrganisationId buyer) {
        lock(buyer);
        Instant now = now();
        Optional<Subscription> due =
                subscriptions
                        .live(buyer)
                        .filter(subscription -> !subscription.period().end().isAfter(now));
        if (due.isEmpty() || rows.live(buyer).isPresent()) return false;
        Subscription subscription = due.get();
        Instant edge = subscription.period().end();
        PlanCharge open = rows.openCharge(buyer, subscription.id()).orElseThrow();
        close(open, open.credited(), edge, now);
        if (subscription.cancelAt().isPresent()) {
            subscription.end(edge);
            session.update(subscription);
            notices.tell(
                    buyer,
                    NoticeKind.SUBSCRIPTION_ENDED,
                    List.of(subscription.id()),
                    Map.of("plan", subscription.plan(), "seats", "" + subscription.seats()));
            return false;
        }
        Organisation organisation = organisations.find(buyer).orElseThrow();
        PlanVersion plan = plans.get(subscription.plan(), subscription.planNumber());
        FxRate exchange =
                rates.current(plan.price().currency(), organisation.billingCurrency(), edge)
                        .orElseThrow();
        Period period = subscription.renew();
        session.update(subscription);
        List<PlanLine> charged =
                lines.charge(organisation, plan, subscription.seats(), period, edge, exchange);
        invoices.issue(buyer, charged, period, now);
        rows.open(subscription, plan, subscription.seats(), charged.getFirst().charge());
        return !period.end().isAfter(now);
    }

    /// Those that are ACTIVE and overdue, or PAST_DUE and are not any more.
    List<OrganisationId> standingsToReview(Instant now) {
        return session
                .createNativeQuery(
                        """
                        select s.organisation_uuid from subscription s
                        where s.state in ('ACTIVE', 'PAST_DUE', 'SUSPENDED')
                            and (s.state <> 'ACTIVE') <> (%s)
                        """
                                .formatted(OVERDUE),
                        UUID.class)
                .setParameter("now", now)
                .stream()
                .map(OrganisationId::new)
                .toList();
    }

    /// A plan's invoice is due and its collection was refused, or there is nothing to collect from.
    private static final String OVERDUE =
            """
            exists (
                select 1 from invoice i
                where i.organisation_uuid = s.organisation_uuid and i.kind = 'PLAN'
                    and i.state = 'OPEN' and not i.carried and i.due_at <= :now
                    and not exists (
                        select 1 from subscription_change c
                        where c.invoice_uuid = i.id_uuid and c.state = 'PAYING')
                    and not exists (
                        select 1 from payment p where p.invoice_uuid = i.id_uuid
                            and p.state in ('INTENDED', 'UNKNOWN', 'REQUIRES_ACTION'))
                    and (exists (
                            select 1 from payment p where p.invoice_uuid = i.id_uuid
                                and p.state = 'DECLINED')
                        or not exists (
                            select 1 from payment_method m
                            where m.organisation_uuid = i.organisation_uuid
                                and m.state <> 'REFUSED')))
            """;

    void review(OrganisationId buyer) {
        lock(buyer);
        Subscription subscription = subscriptions.live(buyer).orElseThrow();
        boolean overdue =
                session.createNativeQuery(
                                "select %s from subscription s where s.id_uuid = :id"
                                        .formatted(OVERDUE),
                                Boolean.class)
                        .setParameter("id", subscription.id().uuid())
                        .setParameter("now", now())
                        .getSingleResult();
        SubscriptionState before = subscription.state();
        subscription.overdue(overdue);
        if (subscription.state() == before) return;
        session.update(subscription);
        if (subscription.state() == SubscriptionState.PAST_DUE) {
            notices.tell(
                    buyer,
                    NoticeKind.SUBSCRIPTION_PAST_DUE,
                    List.of(subscription.id()),
                    Map.of("plan", subscription.plan()));
        }
    }

    boolean timeMovesForward(Instant now) {
        return ledger.newest().filter(newest -> newest.isAfter(now)).isEmpty();
    }

    private Instant now() {
        return clock.instant().truncatedTo(SECONDS);
    }

    private void lock(OrganisationId buyer) {
        if (organisations.lockedCreditLine(buyer).isEmpty()) {
            throw new IllegalStateException(buyer.external() + " has no credit line.");
        }
    }
}
