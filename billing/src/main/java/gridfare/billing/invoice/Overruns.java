package gridfare.billing.invoice;

import static java.math.RoundingMode.HALF_UP;
import static java.time.temporal.ChronoUnit.SECONDS;

import gridfare.billing.ledger.Bookings;
import gridfare.domain.ledger.Ledger;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.provider.LegId;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// A machine that was released after its agreed end has earned for its provider meanwhile; the
/// buyer is charged for none of it. The broker bears it, once a leg.
@UseCase
public class Overruns {

    private static final String OVERRAN =
            """
            from leg l
            join placement p on p.id_uuid = l.placement_uuid
            join provider v on v.id_uuid = l.provider_uuid
            where l.stopped_at > p.agreed_end and l.running_since < l.stopped_at
                and not exists (select 1 from provider_overrun o where o.leg_uuid = l.id_uuid)
            """;

    private final StatelessSession session;
    private final Ledger ledger;
    private final InstantSource clock;

    @Inject
    public Overruns(StatelessSession session, Ledger ledger, InstantSource clock) {
        this.session = session;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected Overruns() {
        this(null, null, null);
    }

    /// Legs that overran and are not booked.
    List<LegId> waiting() {
        return session
                .createNativeQuery(
                        "select l.id_uuid " + OVERRAN + " order by l.id_uuid limit 100", UUID.class)
                .stream()
                .map(LegId::new)
                .toList();
    }

    /// Books one. Booked already is no error.
    void book(LegId leg) {
        List<Object[]> rows =
                session.createNativeQuery(
                                """
                                select v.organisation_uuid, l.instances * extract(epoch from
                                        l.stopped_at - greatest(p.agreed_end, l.running_since))::bigint
                                        as seconds,
                                    l.provider_price_micros, l.provider_price_currency,
                                    l.rate_currency,
                                    case when l.rate_currency = l.provider_price_currency then 1
                                         else (l.rate_parts #>> '{exchange,rate}')::numeric
                                    end as exchange
                                """
                                        + OVERRAN
                                        + " and l.id_uuid = :leg",
                                Object[].class)
                        .setParameter("leg", leg.uuid())
                        .addScalar("organisation_uuid", UUID.class)
                        .addScalar("seconds", Long.class)
                        .addScalar("provider_price_micros", Long.class)
                        .addScalar("provider_price_currency", String.class)
                        .addScalar("rate_currency", String.class)
                        .addScalar("exchange", BigDecimal.class)
                        .getResultList();
        for (Object[] row : rows) {
            book(
                    leg,
                    new OrganisationId((UUID) row[0]),
                    (Long) row[1],
                    new Money((Long) row[2], Currency.getInstance((String) row[3])),
                    Currency.getInstance((String) row[4]),
                    (BigDecimal) row[5]);
        }
    }

    private void book(
            LegId leg,
            OrganisationId provider,
            long instanceSeconds,
            Money price,
            Currency buyers,
            BigDecimal exchange) {
        var now = clock.instant().truncatedTo(SECONDS);
        LedgerAmount payable = amount(price.amount(), instanceSeconds, price.currency());
        LedgerAmount subsidy = amount(price.amount().multiply(exchange), instanceSeconds, buyers);
        int added =
                session.createNativeMutationQuery(
                                """
                                insert into provider_overrun (leg_uuid, organisation_uuid,
                                    instance_seconds, payable_minor_units, payable_currency,
                                    subsidy_minor_units, subsidy_currency, booked_at)
                                values (:leg, :provider, :seconds, :payable, :payableCurrency, :subsidy,
                                    :subsidyCurrency, :at)
                                on conflict (leg_uuid) do nothing
                                """)
                        .setParameter("leg", leg.uuid())
                        .setParameter("provider", provider.uuid())
                        .setParameter("seconds", instanceSeconds)
                        .setParameter("payable", payable.minorUnits())
                        .setParameter("payableCurrency", payable.currency().getCurrencyCode())
                        .setParameter("subsidy", subsidy.minorUnits())
                        .setParameter("subsidyCurrency", subsidy.currency().getCurrencyCode())
                        .setParameter("at", now)
                        .executeUpdate();
        if (added == 1) {
            Bookings.overran(
                            leg,
                            new Bookings.Earned(
                                    provider, payable, LedgerAmount.zero(buyers), subsidy),
                            now)
                    .ifPresent(ledger::post);
        }
    }

    private static LedgerAmount amount(BigDecimal perHour, long seconds, Currency currency) {
        BigDecimal hours = perHour.multiply(BigDecimal.valueOf(seconds));
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        return LedgerAmount.of(hours.divide(BigDecimal.valueOf(3_600), digits, HALF_UP), currency);
    }
}
