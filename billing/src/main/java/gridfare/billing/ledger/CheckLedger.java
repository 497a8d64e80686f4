package gridfare.billing.ledger;

import gridfare.billing.ledger.LedgerReport.Invariant;
import gridfare.domain.ledger.Balance;
import gridfare.domain.party.Operator;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.LedgerAmount;
import jakarta.inject.Inject;
import java.util.Currency;
import java.util.List;
import org.hibernate.StatelessSession;

/// Proves the books from the rows alone: what billing.md's invariants promise, asked of the
/// database in other words than those by which it was written.
@UseCase
public class CheckLedger {

    private static final int SHOWN = 5;

    /// @param counted says how much was looked at
    /// @param faults one row of text for each fault
    private record Check(String id, String what, String counted, String faults) {}

    private static final List<Check> CHECKS =
            List.of(
                    new Check(
                            "I1",
                            "transfers balance in each currency",
                            "select count(*) from transfer",
                            """
                            select t.business_key || ' sums to ' || sum(e.minor_units) || ' '
                                || e.currency
                            from transfer t join ledger_entry e on e.transfer_uuid = t.id_uuid
                            group by t.business_key, e.currency having sum(e.minor_units) <> 0
                            union all
                            select t.business_key || ' lacks entries' from transfer t
                            where t.entries <> (select count(*) from ledger_entry e
                                where e.transfer_uuid = t.id_uuid)
                            """),
                    new Check(
                            "I2",
                            "invoices are the sum of their lines, and what is unpaid is owed",
                            "select count(*) from invoice where state <> 'DRAFT'",
                            """
                            select coalesce(i.number, i.id_uuid::text) || ' is not the sum of its lines' from invoice i
                            left join lateral (
                                select coalesce(sum(l.amount_minor_units), 0) as amount,
                                    coalesce(sum(l.tax_minor_units), 0) as tax
                                from (
                                    select l.amount_minor_units, l.tax_minor_units
                                    from invoice_line l where l.invoice_uuid = i.id_uuid
                                    union all
                                    select l.amount_minor_units, l.tax_minor_units
                                    from plan_line l where l.invoice_uuid = i.id_uuid) l) s on true
                            where i.state <> 'DRAFT'
                                and (s.amount <> i.subtotal_minor_units
                                    or s.tax <> i.tax_minor_units
                                    or i.total_minor_units <> s.amount + s.tax)
                            union all
                            select coalesce(i.number, i.id_uuid::text) || ' was paid otherwise than its payments say'
                            from invoice i where i.state <> 'DRAFT' and i.paid_minor_units <> (
                                select coalesce(sum(a.minor_units), 0) from (
                                    select minor_units from payment_allocation
                                    where invoice_uuid = i.id_uuid
                                    union all
                                    select minor_units from credit_use
                                    where invoice_uuid = i.id_uuid and undone_at is null) a)
                            union all
                            select coalesce(i.number, i.id_uuid::text) || ' is not booked' from invoice i
                            where i.state <> 'DRAFT' and not exists (
                                select 1 from transfer t
                                where t.business_key = 'invoice/' || i.id_uuid)
                            union all
                            select coalesce(account, 'a receivable of ' || organisation_uuid,
                                'a receivable of nobody') || ' says ' || booked || ', invoices ' || owed || ' '
                                || currency
                            from (
                                select max(account) as account, organisation_uuid, currency,
                                    sum(booked) as booked, sum(owed) as owed
                                from (
                                    select account, organisation_uuid, currency,
                                        minor_units as booked, 0 as owed
                                    from ledger_entry where account like 'buyer:%:receivable'
                                    union all
                                    select null, organisation_uuid, currency, 0,
                                        total_minor_units - paid_minor_units
                                    from invoice where state not in ('DRAFT', 'VOID')) both_sides
                                group by organisation_uuid, currency) compared
                            where booked <> owed
                            union all
                            select 'broker:deferred says ' || sum(booked) || ', plans ' || sum(unearned)
                                || ' ' || currency
                            from (
                                select currency, -minor_units as booked, 0 as unearned
                                from ledger_entry where account = 'broker:deferred'
                                union all
                                select currency, 0, amount_minor_units - credited_minor_units
                                from plan_charge where used_to is null
                                union all
                                select i.currency, 0, i.subtotal_minor_units
                                from subscription_change c join invoice i on i.id_uuid = c.invoice_uuid
                                where c.state = 'PAYING') both_sides
                            group by currency having sum(booked) <> sum(unearned)
                            """),
                    new Check(
                            "I3",
                            "every used second is on one line, or waits for one",
                            "select count(*) from usage_record",
                            """
                            select 'line ' || l.id || ' says ' || l.gpu_seconds || ' s, its use '
                                || coalesce(s.gpu_seconds, 0)
                            from invoice_line l
                            left join lateral (
                                select sum(u.gpu_seconds) as gpu_seconds
                                from invoiced_usage o join usage_record u on u.id_uuid = o.usage_uuid
                                where o.line_id = l.id and u.rate_micros = l.rate_micros
                                    and u.rate_currency = l.rate_currency
                                    and u.organisation_uuid = l.organisation_uuid) s on true
                            where l.gpu_seconds is distinct from s.gpu_seconds
                            union all
                            select 'use ' || u.id_uuid || ' was left out of the period from '
                                || p.starts_at
                            from usage_record u
                            join use_period p on p.organisation_uuid = u.organisation_uuid
                                and u.to_at > p.starts_at and u.to_at <= p.ends_at
                            where p.invoiced_at is not null and u.recorded_at <= p.invoiced_at
                                and not exists (
                                    select 1 from invoiced_usage o where o.usage_uuid = u.id_uuid)
                                and u.rate_micros * u.gpu_seconds >= 3600 * 5000
                            """),
                    new Check(
                            "I4",
                            "what is charged of a leg never overlaps and lies inside its run",
                            "select count(*) from leg where running_since is not null",
                            """
                            select 'leg ' || leg_uuid || ' is charged twice at ' || from_at
                            from (select leg_uuid, from_at,
                                    lag(to_at) over (partition by leg_uuid order by from_at) as until
                                from usage_record) w
                            where until > from_at
                            union all
                            select 'use ' || u.id_uuid || ' lies outside its run' from usage_record u
                            join leg l on l.id_uuid = u.leg_uuid
                            join placement p on p.id_uuid = u.placement_uuid
                            where l.running_since is null or u.from_at < l.running_since
                                or u.to_at > coalesce(l.stopped_at, u.to_at)
                                or u.to_at > coalesce(p.agreed_end, u.to_at)
                            """),
                    new Check(
                            "I5",
                            "each payment at Stripe is one transfer, and its clearing account agrees",
                            "select count(*) from payment where state = 'SUCCEEDED'",
                            """
                            select 'payment ' || p.id_uuid || ' is not booked' from payment p
                            where p.state = 'SUCCEEDED' and not exists (
                                select 1 from transfer t
                                where t.business_key = 'payment/' || p.gateway_object)
                            union all
                            select t.business_key || ' has no payment' from transfer t
                            where t.business_key like 'payment/%' and not exists (
                                select 1 from payment p where p.state = 'SUCCEEDED'
                                    and t.business_key = 'payment/' || p.gateway_object)
                            union all
                            select t.business_key || ' has no balance transaction' from transfer t
                            where t.business_key like 'settlement/%' and not exists (
                                select 1 from stripe_settlement s
                                where t.business_key = 'settlement/' || s.id)
                            union all
                            select 'stripe:clearing says ' || sum(booked) || ', Stripe '
                                || sum(told) || ' ' || currency
                            from (
                                select currency, minor_units as booked, 0 as told
                                from ledger_entry where account = 'stripe:clearing'
                                union all
                                select currency, 0, gross_minor_units - fee_minor_units
                                from stripe_settlement
                                union all
                                select p.currency, 0, p.minor_units from payment p
                                where p.state = 'SUCCEEDED' and not exists (
                                    select 1 from stripe_settlement s
                                    where s.payment_uuid = p.id_uuid)) both_sides
                            group by currency having sum(booked) <> sum(told)
                            """),
                    new Check(
                            "I6",
                            "no accept passed its buyer's limit",
                            "select count(*) from credit_grant",
                            """
                            select 'accept ' || id || ' came to '
                                || owed_minor_units + asked_minor_units || ' of '
                                || ceiling_minor_units || ' ' || currency
                            from credit_grant
                            where owed_minor_units + asked_minor_units > ceiling_minor_units
                            """),
                    new Check(
                            "I7",
                            "providers are owed what they earned, beyond what was charged by subsidy only",
                            "select count(*) from provider_accrual",
                            """
                            select 'line ' || l.id || ' costs ' || sum(a.cost_minor_units) || ' of '
                                || l.amount_minor_units || ' ' || l.rate_currency
                            from provider_accrual a join invoice_line l on l.id = a.line_id
                            group by l.id having sum(a.cost_minor_units) > l.amount_minor_units
                            union all
                            select 'provider ' || organisation_uuid || ' is owed ' || sum(booked)
                                || ', earned ' || sum(earned) || ' ' || currency
                            from (
                                select organisation_uuid, currency, -minor_units as booked,
                                    0 as earned
                                from ledger_entry where account like 'provider:%:payable'
                                union all
                                select a.organisation_uuid, a.instance_price_currency, 0,
                                    a.payable_minor_units
                                from provider_accrual a
                                join invoice_line l on l.id = a.line_id
                                join invoice i on i.id_uuid = l.invoice_uuid
                                where i.state <> 'DRAFT'
                                union all
                                select organisation_uuid, payable_currency, 0, payable_minor_units
                                from provider_overrun) both_sides
                            group by organisation_uuid, currency having sum(booked) <> sum(earned)
                            """));

    private final StatelessSession session;

    @Inject
    public CheckLedger(StatelessSession session) {
        this.session = session;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected CheckLedger() {
        this(null);
    }

    /// @param operator who asks
    public LedgerReport check(Operator operator) {
        return new LedgerReport(CHECKS.stream().map(this::check).toList(), balances());
    }

    private Invariant check(Check check) {
        long counted =
                session.createNativeQuery(
                                "select counted.* from (%s) as counted (n)"
                                        .formatted(check.counted()),
                                Long.class)
                        .getSingleResult();
        List<String> faults =
                session.createNativeQuery(
                                "select fault from (%s) as faults (fault)"
                                        .formatted(check.faults()),
                                String.class)
                        .setMaxResults(SHOWN + 1)
                        .getResultList();
        return new Invariant(
                check.id(),
                check.what(),
                counted,
                faults.subList(0, Math.min(SHOWN, faults.size())),
                faults.size() > SHOWN);
    }

    private List<Balance> balances() {
        return session
                .createNativeQuery(
                        """
                        select account, currency, sum(minor_units)::bigint as total
                        from ledger_entry group by account, currency order by account, currency
                        """,
                        Object[].class)
                .addScalar("account", String.class)
                .addScalar("currency", String.class)
                .addScalar("total", Long.class)
                .stream()
                .map(row ->
                        new Balance(
                                (String) row[0],
                                new LedgerAmount(
                                        (Long) row[2], Currency.getInstance((String) row[1]))))
                .toList();
    }
}
