package gridfare.billing.exposure;

import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.LedgerAmount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Currency;
import org.hibernate.StatelessSession;

/// What an organisation owes and will owe to the agreed ends of all that it runs.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Exposures {

    /// One statement, so that it sees one moment: use that is just being invoiced is counted once.
    ///
    /// GPU-seconds that were used and that are still to come are added up as an invoice would, by
    /// (project, tier, chip, rate), then multiplied, rounded and taxed once.
    private static final String OWED =
            """
            with tax as (
                select r.basis_points from tax_rule r
                join organisation o on r.country in (o.country, '*')
                where o.id_uuid = :organisation and r.valid_from <= cast(:at as date)
                order by r.country = '*', r.valid_from desc limit 1),
            current_leg as (
                select l.*, not exists (
                        select 1 from leg r where r.replaces_uuid = l.id_uuid) as latest
                from leg l where l.organisation_uuid = :organisation),
            seconds as (
                select u.project, u.tier, u.chip, u.rate_micros, u.gpu_seconds
                from usage_record u
                where u.organisation_uuid = :organisation and u.rate_currency = :currency
                    and not exists (select 1 from invoiced_usage i where i.usage_uuid = u.id_uuid)
                union all
                select p.project, p.tier, l.chip, step.rate_micros,
                    l.gpus * greatest(0, extract(epoch from least(use.upto, step.valid_to)
                        - greatest(use.since, step.valid_from)))::bigint
                from current_leg l
                join placement p on p.id_uuid = l.placement_uuid
                cross join lateral (
                    select coalesce(l.metered_until, l.running_since, :at) as since,
                        coalesce(p.agreed_end,
                            cast(:at as timestamptz) + make_interval(secs => p.remaining_seconds)) as agreed) agreed
                cross join lateral (
                    select agreed.since, least(agreed.agreed,
                        case
                            when p.state in ('ENDED', 'FAILED', 'CANCELLED') then l.stopped_at
                            when p.state = 'STOPPING' or l.state = 'STOPPING'
                                then coalesce(l.stopped_at, :at)
                            when l.state in ('RELEASED', 'REFUSED', 'LOST') and not l.latest
                                then coalesce(l.stopped_at, agreed.since)
                            when l.state = 'RELEASED' then coalesce(l.stopped_at, agreed.since)
                            else agreed.agreed
                        end) as upto) use
                cross join lateral (
                    select rate_micros, valid_from,
                        coalesce(lead(valid_from) over (order by valid_from), 'infinity') as valid_to
                    from (
                        select l.rate_micros, cast('-infinity' as timestamptz) as valid_from
                        union all
                        select (r ->> 'rate_micros')::bigint, cast(r ->> 'valid_from' as timestamptz)
                        from jsonb_array_elements(l.later_rates) r) rates) step
                where l.rate_currency = :currency and p.started_at is not null
                    and (p.state not in ('ENDED', 'FAILED', 'CANCELLED')
                        or l.stopped_at > l.metered_until)),
            lines as (
                select round(rate_micros::numeric * sum(gpu_seconds) / 3600 / :micros) as amount
                from seconds group by project, tier, chip, rate_micros),
            parts as (
                select sum(total_minor_units - paid_minor_units) as owed from invoice
                where organisation_uuid = :organisation and currency = :currency
                    and state in ('DRAFT', 'OPEN')
                union all
                select sum(amount + round(amount * (select basis_points from tax) / 10000))
                from lines
                union all
                select sum(round(estimate_micros::numeric / :micros)) from placement
                where organisation_uuid = :organisation and estimate_currency = :currency
                    and started_at is null
                    and state not in ('STOPPING', 'ENDED', 'FAILED', 'CANCELLED'))
            select coalesce(sum(owed), 0)::bigint as owed from parts
            """;

    private static final int MICRO_DIGITS = 6;

    private final StatelessSession session;

    @Inject
    public Exposures(StatelessSession session) {
        this.session = session;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected Exposures() {
        this(null);
    }

    /// Unpaid invoices and drafts, use that is on none yet, and what starting and running
    /// placements will cost to their agreed ends, with tax.
    public LedgerAmount owed(OrganisationId buyer, Currency currency, Instant at) {
        Long owed =
                session.createNativeQuery(OWED, Long.class)
                        .setParameter("organisation", buyer.uuid())
                        .setParameter("currency", currency.getCurrencyCode())
                        .setParameter("at", at)
                        .setParameter("micros", microsOf(currency))
                        .addScalar("owed", Long.class)
                        .getSingleResult();
        return new LedgerAmount(owed, currency);
    }

    /// How many micros a minor unit is.
    private static long microsOf(Currency currency) {
        long micros = 1;
        for (int i = Math.max(0, currency.getDefaultFractionDigits()); i < MICRO_DIGITS; i++) {
            micros *= 10;
        }
        return micros;
    }
}
