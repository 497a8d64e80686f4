package gridfare.billing.invoice;

import gridfare.domain.metering.UsageId;
import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;
import gridfare.pricing.rating.UsageWindow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// Usage windows that are on no invoice line yet, and the tax that they carry.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class UnbilledUses {

    private final StatelessSession session;

    @Inject
    UnbilledUses(StatelessSession session) {
        this.session = session;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    UnbilledUses() {
        this(null);
    }

    /// All of an organisation's that ended by `end`, of whatever period, by time.
    List<BilledUse> until(OrganisationId organisation, Instant end) {
        return session
                .createNativeQuery(
                        """
                        select u.id_uuid, u.project, u.tier, u.chip, u.rate_micros, u.rate_currency,
                               u.from_at, u.to_at, u.gpus, p.organisation_uuid,
                               u.provider_price_micros, u.provider_price_currency,
                               l.quoted_price_micros, l.quoted_price_currency, u.instances,
                               case when u.rate_currency = u.provider_price_currency then 1
                                    else (l.rate_parts #>> '{exchange,rate}')::numeric
                               end as exchange
                        from usage_record u
                        join leg l on l.id_uuid = u.leg_uuid
                        join provider p on p.id_uuid = u.provider_uuid
                        where u.organisation_uuid = :organisation and u.to_at <= :end
                            and not exists (
                                select 1 from invoiced_usage i where i.usage_uuid = u.id_uuid)
                        order by u.from_at, u.id_uuid
                        """,
                        Object[].class)
                .setParameter("organisation", organisation.uuid())
                .setParameter("end", end)
                .addScalar("id_uuid", UUID.class)
                .addScalar("project", String.class)
                .addScalar("tier", String.class)
                .addScalar("chip", String.class)
                .addScalar("rate_micros", Long.class)
                .addScalar("rate_currency", String.class)
                .addScalar("from_at", Instant.class)
                .addScalar("to_at", Instant.class)
                .addScalar("gpus", Integer.class)
                .addScalar("organisation_uuid", UUID.class)
                .addScalar("provider_price_micros", Long.class)
                .addScalar("provider_price_currency", String.class)
                .addScalar("quoted_price_micros", Long.class)
                .addScalar("quoted_price_currency", String.class)
                .addScalar("instances", Integer.class)
                .addScalar("exchange", BigDecimal.class)
                .stream()
                .map(UnbilledUses::use)
                .toList();
    }

    /// Whether there is any that ended by `end`.
    boolean anyUntil(OrganisationId organisation, Instant end) {
        return session.createNativeQuery(
                        """
                        select exists (
                            select 1 from usage_record u
                            where u.organisation_uuid = :organisation and u.to_at <= :end
                                and not exists (
                                    select 1 from invoiced_usage i
                                    where i.usage_uuid = u.id_uuid))
                        """,
                        Boolean.class)
                .setParameter("organisation", organisation.uuid())
                .setParameter("end", end)
                .getSingleResult();
    }

    /// What tax compute carries for a buyer in `country` on the day of `at`.
    TaxRate tax(String country, Instant at) {
        LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        Object[] row =
                session.createNativeQuery(
                                """
                                select basis_points, reason from tax_rule
                                where country in (:country, '*') and valid_from <= :day
                                order by country = '*', valid_from desc
                                limit 1
                                """,
                                Object[].class)
                        .setParameter("country", country)
                        .setParameter("day", day)
                        .addScalar("basis_points", Integer.class)
                        .addScalar("reason", String.class)
                        .getSingleResult();
        return new TaxRate(new BasisPoints((Integer) row[0]), (String) row[1]);
    }

    private static BilledUse use(Object[] row) {
        BigDecimal exchange = (BigDecimal) row[15];
        if (exchange == null) {
            throw new IllegalStateException(
                    "Usage %s: the quote froze no exchange of %s to %s."
                            .formatted(row[0], row[11], row[5]));
        }
        return new BilledUse(
                new UsageId((UUID) row[0]),
                (String) row[1],
                (String) row[2],
                (String) row[3],
                new HourlyRate(money(row[4], row[5])),
                new UsageWindow((Instant) row[6], (Instant) row[7], (Integer) row[8]),
                new OrganisationId((UUID) row[9]),
                money(row[10], row[11]),
                money(row[12], row[13]),
                (Integer) row[14],
                exchange);
    }

    private static Money money(Object micros, Object currency) {
        return new Money((Long) micros, Currency.getInstance((String) currency));
    }
}
