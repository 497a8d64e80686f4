package gridfare.billing.invoice;

import static java.time.temporal.ChronoUnit.SECONDS;

import gridfare.billing.ledger.Bookings;
import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceChanged;
import gridfare.domain.invoice.Invoices;
import gridfare.domain.invoice.UsePeriod;
import gridfare.domain.ledger.Ledger;
import gridfare.domain.notice.NoticeKind;
import gridfare.domain.notice.Notices;
import gridfare.domain.party.Organisation;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Organisations;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.LedgerAmount;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The steps by which a period becomes invoices, each one short transaction that is safe to repeat.
/// Each locks the organisation's credit row first, so that an accept sees use either as used or as
/// owed, never as neither.
@UseCase
public class PeriodBooks {

    /// Between issue and collection.
    static final Duration TIME_TO_PAY = Duration.ofDays(14);

    private final Organisations organisations;
    private final Invoices invoices;
    private final Drafts drafts;
    private final UnbilledUses uses;
    private final Ledger ledger;
    private final Minimums minimums;
    private final InvoiceNumbers numbers;
    private final CreditOnAccount credit;
    private final Notices notices;
    private final Event<InvoiceChanged> changes;
    private final InstantSource clock;
    private final InstantSource wall;

    @Inject
    public PeriodBooks(
            Organisations organisations,
            Invoices invoices,
            Drafts drafts,
            UnbilledUses uses,
            Ledger ledger,
            Minimums minimums,
            InvoiceNumbers numbers,
            CreditOnAccount credit,
            Notices notices,
            Event<InvoiceChanged> changes,
            InstantSource clock,
            @Wall InstantSource wall) {
        this.organisations = organisations;
        this.invoices = invoices;
        this.drafts = drafts;
        this.uses = uses;
        this.ledger = ledger;
        this.minimums = minimums;
        this.numbers = numbers;
        this.credit = credit;
        this.notices = notices;
        this.changes = changes;
        this.clock = clock;
        this.wall = wall;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected PeriodBooks() {
        this(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /// Whether `now` is not before what is booked already: a clock that went back stops the books.
    boolean timeMovesForward(Instant now) {
        return ledger.newest().filter(newest -> newest.isAfter(now)).isEmpty();
    }

    /// Buyers with a step to take at `now`: no open period, one whose month is over, or one that
    /// waits to be invoiced.
    List<OrganisationId> withWork(Instant now) {
        return invoices
                .session()
                .createNativeQuery(
                        """
                        select c.organisation_uuid from credit_line c
                        where not exists (
                                select 1 from use_period p
                                where p.organisation_uuid = c.organisation_uuid
                                    and p.ends_at is null and p.month_ends_at > :now)
                            or exists (
                                select 1 from use_period p
                                where p.organisation_uuid = c.organisation_uuid
                                    and p.ends_at is not null and p.invoiced_at is null)
                        order by c.organisation_uuid
                        """,
                        UUID.class)
                .setParameter("now", now)
                .stream()
                .map(OrganisationId::new)
                .toList();
    }

    /// The next instant after `after` at which a month or a draft window ends.
    Optional<Instant> nextDueAfter(Instant after) {
        return Optional.ofNullable(
                invoices.session()
                        .createNativeQuery(
                                """
                                select min(due) as due from (
                                    select month_ends_at as due from use_period
                                    where ends_at is null and month_ends_at > :after
                                    union all
                                    select final_at from use_period
                                    where invoiced_at is null and final_at > :after) as dues
                                """,
                                Instant.class)
                        .setParameter("after", after)
                        .addScalar("due", Instant.class)
                        .getSingleResultOrNull());
    }

    /// Opens the first period if there is none, and ends every one whose month is over.
    void keepUp(OrganisationId buyer, Instant now) {
        lock(buyer);
        UsePeriod open = invoices.openPeriod(buyer).orElseGet(() -> openFirst(buyer, now));
        while (!open.monthEndsAt().isAfter(now)) {
            open.endWithMonth();
            open = follow(open);
        }
    }

    /// The ended periods that wait to be invoiced, oldest first.
    List<UsePeriod> waiting(OrganisationId buyer) {
        return invoices.toInvoice(buyer);
    }

    /// Writes a period's drafts anew if there is use that is on none.
    void draft(OrganisationId buyer, UUID period) {
        lock(buyer);
        UsePeriod waiting = invoices.session().get(UsePeriod.class, period);
        if (waiting.invoicedAt().isEmpty()
                && uses.anyUntil(buyer, waiting.endsAt().orElseThrow())) {
            drafts.write(organisations.find(buyer).orElseThrow(), waiting);
        }
    }

    /// Issues a period's invoices: numbers, books, tells. Done already is no error.
    void issue(OrganisationId buyer, UUID period) {
        lock(buyer);
        UsePeriod waiting = invoices.session().get(UsePeriod.class, period);
        if (waiting.invoicedAt().isEmpty()) {
            issue(organisations.find(buyer).orElseThrow(), waiting);
        }
    }

    /// Ends the open period at `second`, up to which use is written, and issues its invoices at
    /// once.
    ///
    /// @return the invoices; empty if nothing comes to money, and then nothing was changed that the
    ///   caller should keep
    List<Invoice> closeByHand(Organisation buyer, Instant second) {
        keepUp(buyer.id(), second);
        UsePeriod open = invoices.openPeriod(buyer.id()).orElseThrow();
        if (!second.isAfter(open.startsAt())) {
            return List.of();
        }
        List<Invoice> issued = new ArrayList<>();
        for (UsePeriod earlier : waiting(buyer.id())) {
            issued.addAll(issue(buyer, earlier));
        }
        open.endByHand(second);
        follow(open);
        issued.addAll(issue(buyer, open));
        return issued;
    }

    private List<Invoice> issue(Organisation buyer, UsePeriod period) {
        Instant now = clock.instant().truncatedTo(SECONDS);
        List<Invoice> issued = drafts.write(buyer, period);
        for (Invoice invoice : issued) {
            LedgerAmount payable =
                    invoices.carried(buyer.id(), invoice.currency().getCurrencyCode()).stream()
                            .map(Invoice::due)
                            .reduce(invoice.total(), LedgerAmount::plus)
                            .minus(credit.payableBy(invoice));
            boolean carried = minimums.of(invoice.currency()).exceeds(payable);
            invoice.issue(numbers.next(), now, now.plus(TIME_TO_PAY), carried);
            invoices.session().update(invoice);
            ledger.post(Bookings.issued(invoice, now));
            credit.use(invoice, now);
            Bookings.accrued(invoice, earned(invoice), now).ifPresent(ledger::post);
            notices.tell(
                    buyer.id(),
                    NoticeKind.INVOICE_ISSUED,
                    List.of(invoice.id()),
                    Map.of(
                            "number", invoice.number().orElseThrow(),
                            "total", invoice.total().toString()));
            changes.fire(new InvoiceChanged(buyer.id(), invoice.id()));
        }
        period.invoiced(now);
        invoices.session().update(period);
        return issued;
    }

    /// First in the lock order of all that spends.
    private void lock(OrganisationId buyer) {
        if (organisations.lockedCreditLine(buyer).isEmpty()) {
            throw new IllegalStateException(buyer.external() + " has no credit line.");
        }
    }

    private UsePeriod openFirst(OrganisationId buyer, Instant now) {
        Instant earliest =
                Optional.ofNullable(
                                invoices.session()
                                        .createNativeQuery(
                                                """
                                                select min(from_at) as earliest from usage_record
                                                where organisation_uuid = :organisation
                                                """,
                                                Instant.class)
                                        .setParameter("organisation", buyer.uuid())
                                        .addScalar("earliest", Instant.class)
                                        .getSingleResultOrNull())
                        .filter(used -> used.isBefore(now))
                        .orElse(now);
        UsePeriod first =
                new UsePeriod(UuidV7.at(wall.instant()), buyer, UsePeriod.monthStart(earliest));
        invoices.session().insert(first);
        return first;
    }

    private UsePeriod follow(UsePeriod ended) {
        invoices.session().update(ended);
        UsePeriod next =
                new UsePeriod(
                        UuidV7.at(wall.instant()),
                        ended.organisation(),
                        ended.endsAt().orElseThrow());
        invoices.session().insert(next);
        return next;
    }

    /// What providers earned by an invoice, added up for each of them and each currency.
    private List<Bookings.Earned> earned(Invoice invoice) {
        return invoices
                .session()
                .createNativeQuery(
                        """
                        select a.organisation_uuid, a.instance_price_currency,
                               sum(a.payable_minor_units)::bigint as payable,
                               sum(a.cost_minor_units)::bigint as cost,
                               sum(a.subsidy_minor_units)::bigint as subsidy
                        from provider_accrual a join invoice_line l on l.id = a.line_id
                        where l.invoice_uuid = :invoice
                        group by a.organisation_uuid, a.instance_price_currency
                        order by a.organisation_uuid, a.instance_price_currency
                        """,
                        Object[].class)
                .setParameter("invoice", invoice.id().uuid())
                .addScalar("organisation_uuid", UUID.class)
                .addScalar("instance_price_currency", String.class)
                .addScalar("payable", Long.class)
                .addScalar("cost", Long.class)
                .addScalar("subsidy", Long.class)
                .stream()
                .map(row ->
                        new Bookings.Earned(
                                new OrganisationId((UUID) row[0]),
                                new LedgerAmount(
                                        (Long) row[2], Currency.getInstance((String) row[1])),
                                new LedgerAmount((Long) row[3], invoice.currency()),
                                new LedgerAmount((Long) row[4], invoice.currency())))
                .toList();
    }
}
