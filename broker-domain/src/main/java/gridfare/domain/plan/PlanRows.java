package gridfare.domain.plan;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.pricing.rating.FlatCharge;
import gridfare.pricing.rating.Period;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/// Changes, lines and charges of subscriptions. Each method is one statement or one for each line.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class PlanRows {

    @Inject StatelessSession session;
    @Inject @Wall InstantSource wall;

    /// Writes a previewed change down, with its lines.
    public void add(SubscriptionChange change, UUID person, String name) {
        session.createNativeMutationQuery(
                        """
                        insert into subscription_change (id_uuid, organisation_uuid,
                            subscription_uuid, subscription_version, kind, plan, plan_number, seats,
                            at, made_at, made_by_uuid, made_by_name, state, currency,
                            exchange_rate, exchange_version, net_minor_units)
                        values (:id, :organisation, :subscription, :version, :kind, :plan, :number,
                            :seats, :at, :madeAt, :person, :name, :state, :currency, :rate,
                            :rateVersion, :net)
                        """)
                .setParameter("id", change.id().uuid())
                .setParameter("organisation", change.organisation().uuid())
                .setParameter("subscription", change.subscription().uuid())
                .setParameter("version", change.subscriptionVersion(), Integer.class)
                .setParameter("kind", change.kind().name())
                .setParameter("plan", change.plan())
                .setParameter("number", change.planNumber())
                .setParameter("seats", change.seats())
                .setParameter("at", change.at())
                .setParameter("madeAt", change.madeAt())
                .setParameter("person", person)
                .setParameter("name", name)
                .setParameter("state", change.state().name())
                .setParameter("currency", change.net().currency().getCurrencyCode())
                .setParameter("rate", change.exchange().rate())
                .setParameter("rateVersion", change.exchange().version())
                .setParameter("net", change.net().minorUnits())
                .executeUpdate();
        addLines(change.organisation(), change.id().uuid(), null, change.lines());
    }

    /// Writes the lines of an invoice.
    public void addToInvoice(OrganisationId organisation, UUID invoice, List<PlanLine> lines) {
        addLines(organisation, null, invoice, lines);
    }

    private void addLines(
            OrganisationId organisation,
            @Nullable UUID change,
            @Nullable UUID invoice,
            List<PlanLine> lines) {
        int position = 0;
        for (PlanLine line : lines) {
            MutationQuery insert =
                    session.createNativeMutationQuery(
                            """
                            insert into plan_line (id, organisation_uuid, change_uuid, invoice_uuid,
                                position, what, plan, seats, price_micros, price_currency,
                                exchange_rate, period_start, period_end, covered_from, covered_to,
                                currency, amount_minor_units, tax_basis_points, tax_minor_units,
                                tax_reason)
                            values (:id, :organisation, :change, :invoice, :position, :what, :plan,
                                :seats, :price, :priceCurrency, :rate, :periodStart, :periodEnd,
                                :from, :to, :currency, :amount, :taxRate, :tax, :taxReason)
                            """);
            bind(insert, line.charge());
            insert.setParameter("id", UuidV7.at(wall.instant()))
                    .setParameter("organisation", organisation.uuid())
                    .setParameter("change", change, UUID.class)
                    .setParameter("invoice", invoice, UUID.class)
                    .setParameter("position", ++position)
                    .setParameter("what", line.what().name())
                    .setParameter("plan", line.plan())
                    .setParameter("seats", line.seats())
                    .setParameter("currency", line.amount().currency().getCurrencyCode())
                    .setParameter("amount", line.amount().minorUnits())
                    .setParameter("taxRate", line.taxRate().value())
                    .setParameter("tax", line.tax().minorUnits())
                    .setParameter("taxReason", line.taxReason())
                    .executeUpdate();
        }
    }

    public Optional<SubscriptionChange> find(OrganisationId organisation, ChangeId id) {
        return session
                .createNativeQuery(
                        """
                        select id_uuid, subscription_uuid, subscription_version, kind, plan,
                            plan_number, seats, at, made_at, state, net_minor_units, currency,
                            exchange_rate, exchange_version, invoice_uuid,
                            (select price_currency from plan_version v
                             where v.plan = c.plan and v.number = c.plan_number) as price_currency
                        from subscription_change c
                        where id_uuid = :id and organisation_uuid = :organisation
                        """,
                        Object[].class)
                .setParameter("id", id.uuid())
                .setParameter("organisation", organisation.uuid())
                .addScalar("id_uuid", UUID.class)
                .addScalar("subscription_uuid", UUID.class)
                .addScalar("subscription_version", Integer.class)
                .addScalar("kind", String.class)
                .addScalar("plan", String.class)
                .addScalar("plan_number", Integer.class)
                .addScalar("seats", Integer.class)
                .addScalar("at", Instant.class)
                .addScalar("made_at", Instant.class)
                .addScalar("state", String.class)
                .addScalar("net_minor_units", Long.class)
                .addScalar("currency", String.class)
                .addScalar("exchange_rate", BigDecimal.class)
                .addScalar("exchange_version", String.class)
                .addScalar("invoice_uuid", UUID.class)
                .addScalar("price_currency", String.class)
                .stream()
                .map(row -> change(organisation, row))
                .findFirst();
    }

    private SubscriptionChange change(OrganisationId organisation, Object[] row) {
        Currency currency = Currency.getInstance((String) row[11]);
        return new SubscriptionChange(
                new ChangeId((UUID) row[0]),
                organisation,
                new SubscriptionId((UUID) row[1]),
                (Integer) row[2],
                SubscriptionChange.Kind.valueOf((String) row[3]),
                (String) row[4],
                (Integer) row[5],
                (Integer) row[6],
                (Instant) row[7],
                (Instant) row[8],
                SubscriptionChange.State.valueOf((String) row[9]),
                new LedgerAmount((Long) row[10], currency),
                exchange(row[15], currency, row[12], (String) row[13]),
                (UUID) row[14],
                lines("change_uuid", organisation, (UUID) row[0]));
    }

    public List<PlanLine> linesOfInvoice(OrganisationId organisation, UUID invoice) {
        return lines("invoice_uuid", organisation, invoice);
    }

    private List<PlanLine> lines(String owner, OrganisationId organisation, UUID id) {
        return session
                .createNativeQuery(
                        """
                        select what, plan, seats, price_micros, price_currency, exchange_rate,
                            period_start, period_end, covered_from, covered_to, currency,
                            amount_minor_units, tax_basis_points, tax_minor_units, tax_reason
                        from plan_line
                        where %s = :id and organisation_uuid = :organisation order by position
                        """
                                .formatted(owner),
                        Object[].class)
                .setParameter("id", id)
                .setParameter("organisation", organisation.uuid())
                .addScalar("what", String.class)
                .addScalar("plan", String.class)
                .addScalar("seats", Integer.class)
                .addScalar("price_micros", Long.class)
                .addScalar("price_currency", String.class)
                .addScalar("exchange_rate", BigDecimal.class)
                .addScalar("period_start", Instant.class)
                .addScalar("period_end", Instant.class)
                .addScalar("covered_from", Instant.class)
                .addScalar("covered_to", Instant.class)
                .addScalar("currency", String.class)
                .addScalar("amount_minor_units", Long.class)
                .addScalar("tax_basis_points", Integer.class)
                .addScalar("tax_minor_units", Long.class)
                .addScalar("tax_reason", String.class)
                .stream()
                .map(row -> {
                    Currency currency = Currency.getInstance((String) row[10]);
                    return new PlanLine(
                            PlanLine.What.valueOf((String) row[0]),
                            (String) row[1],
                            (Integer) row[2],
                            charge(row, 3, currency),
                            new LedgerAmount((Long) row[11], currency),
                            new BasisPoints((Integer) row[12]),
                            new LedgerAmount((Long) row[13], currency),
                            (String) row[14]);
                })
                .toList();
    }

    /// The change that is being carried out, if one is.
    public Optional<ChangeId> live(OrganisationId organisation) {
        return session
                .createNativeQuery(
                        """
                        select id_uuid from subscription_change
                        where organisation_uuid = :organisation
                            and state in ('REQUESTED', 'PAYING')
                        """,
                        UUID.class)
                .setParameter("organisation", organisation.uuid())
                .stream()
                .map(ChangeId::new)
                .findFirst();
    }

    /// From PREVIEWED to REQUESTED.
    ///
    /// @return whether it was PREVIEWED
    public boolean request(OrganisationId organisation, ChangeId id, Instant at) {
        return session.createNativeMutationQuery(
                                """
                                update subscription_change
                                set state = 'REQUESTED', requested_at = :at
                                where id_uuid = :id and organisation_uuid = :organisation
                                    and state = 'PREVIEWED'
                                """)
                        .setParameter("id", id.uuid())
                        .setParameter("organisation", organisation.uuid())
                        .setParameter("at", at)
                        .executeUpdate()
                == 1;
    }

    public void paying(SubscriptionChange change, UUID invoice) {
        session.createNativeMutationQuery(
                        """
                        update subscription_change set state = 'PAYING', invoice_uuid = :invoice
                        where id_uuid = :id and organisation_uuid = :organisation
                        """)
                .setParameter("id", change.id().uuid())
                .setParameter("organisation", change.organisation().uuid())
                .setParameter("invoice", invoice)
                .executeUpdate();
    }

    public void settled(
            SubscriptionChange change,
            SubscriptionChange.State state,
            @Nullable UUID invoice,
            Instant at) {
        session.createNativeMutationQuery(
                        """
                        update subscription_change set state = :state, settled_at = :at,
                            invoice_uuid = coalesce(:invoice, invoice_uuid)
                        where id_uuid = :id and organisation_uuid = :organisation
                        """)
                .setParameter("id", change.id().uuid())
                .setParameter("organisation", change.organisation().uuid())
                .setParameter("state", state.name())
                .setParameter("invoice", invoice, UUID.class)
                .setParameter("at", at)
                .executeUpdate();
    }

    /// Writes down when a subscription ends by itself, or that it does not: all that a tenant
    /// writes of it.
    public void noteCancel(Subscription subscription) {
        int written =
                session.createNativeMutationQuery(
                                """
                                update subscription
                                set cancel_at = :cancelAt, version = version + 1
                                where id_uuid = :id and organisation_uuid = :organisation
                                    and version = :version
                                """)
                        .setParameter("id", subscription.id().uuid())
                        .setParameter("organisation", subscription.organisation().uuid())
                        .setParameter("version", subscription.version())
                        .setParameter(
                                "cancelAt", subscription.cancelAt().orElse(null), Instant.class)
                        .executeUpdate();
        if (written != 1) {
            throw new IllegalStateException(subscription.id() + " changed meanwhile.");
        }
    }

    /// The charge in force.
    public Optional<PlanCharge> openCharge(OrganisationId organisation, SubscriptionId id) {
        return session
                .createNativeQuery(
                        """
                        select id, plan, plan_number, seats, price_micros, price_currency,
                            exchange_rate, period_start, period_end, covered_from, covered_to,
                            currency, amount_minor_units, credited_minor_units
                        from plan_charge
                        where subscription_uuid = :id and organisation_uuid = :organisation
                            and used_to is null
                        """,
                        Object[].class)
                .setParameter("id", id.uuid())
                .setParameter("organisation", organisation.uuid())
                .addScalar("id", UUID.class)
                .addScalar("plan", String.class)
                .addScalar("plan_number", Integer.class)
                .addScalar("seats", Integer.class)
                .addScalar("price_micros", Long.class)
                .addScalar("price_currency", String.class)
                .addScalar("exchange_rate", BigDecimal.class)
                .addScalar("period_start", Instant.class)
                .addScalar("period_end", Instant.class)
                .addScalar("covered_from", Instant.class)
                .addScalar("covered_to", Instant.class)
                .addScalar("currency", String.class)
                .addScalar("amount_minor_units", Long.class)
                .addScalar("credited_minor_units", Long.class)
                .stream()
                .map(row -> {
                    Currency currency = Currency.getInstance((String) row[11]);
                    return new PlanCharge(
                            (UUID) row[0],
                            (String) row[1],
                            (Integer) row[2],
                            (Integer) row[3],
                            charge(row, 4, currency),
                            new LedgerAmount((Long) row[12], currency),
                            new LedgerAmount((Long) row[13], currency));
                })
                .findFirst();
    }

    public void open(Subscription subscription, PlanVersion plan, int seats, FlatCharge charge) {
        MutationQuery insert =
                session.createNativeMutationQuery(
                        """
                        insert into plan_charge (id, organisation_uuid, subscription_uuid, plan,
                            plan_number, seats, price_micros, price_currency, exchange_rate,
                            period_start, period_end, covered_from, covered_to, currency,
                            amount_minor_units)
                        values (:id, :organisation, :subscription, :plan, :number, :seats, :price,
                            :priceCurrency, :rate, :periodStart, :periodEnd, :from, :to, :currency,
                            :amount)
                        """);
        bind(insert, charge);
        insert.setParameter("id", UuidV7.at(wall.instant()))
                .setParameter("organisation", subscription.organisation().uuid())
                .setParameter("subscription", subscription.id().uuid())
                .setParameter("plan", plan.plan())
                .setParameter("number", plan.number())
                .setParameter("seats", seats)
                .setParameter("currency", charge.exchange().to().getCurrencyCode())
                .setParameter("amount", charge.amount().minorUnits())
                .executeUpdate();
    }

    /// A charge is used up to `usedTo`, and the rest of it was credited.
    public void close(PlanCharge charge, LedgerAmount credited, Instant usedTo) {
        session.createNativeMutationQuery(
                        """
                        update plan_charge set credited_minor_units = :credited, used_to = :usedTo
                        where id = :id
                        """)
                .setParameter("id", charge.id())
                .setParameter("credited", credited.minorUnits())
                .setParameter("usedTo", usedTo)
                .executeUpdate();
    }

    private static void bind(MutationQuery insert, FlatCharge charge) {
        insert.setParameter("price", charge.price().micros())
                .setParameter("priceCurrency", charge.price().currency().getCurrencyCode())
                .setParameter("rate", charge.exchange().rate())
                .setParameter("periodStart", charge.period().start())
                .setParameter("periodEnd", charge.period().end())
                .setParameter("from", charge.covered().start())
                .setParameter("to", charge.covered().end());
    }

    private static FlatCharge charge(Object[] row, int at, Currency into) {
        Currency currency = Currency.getInstance((String) row[at + 1]);
        return new FlatCharge(
                new Money((Long) row[at], currency),
                new Period((Instant) row[at + 3], (Instant) row[at + 4]),
                new Period((Instant) row[at + 5], (Instant) row[at + 6]),
                exchange(row[at + 1], into, row[at + 2], "frozen"));
    }

    private static FxRate exchange(Object from, Currency to, Object rate, String version) {
        Currency currency = Currency.getInstance((String) from);
        return currency.equals(to)
                ? FxRate.identity(to)
                : new FxRate(currency, to, (BigDecimal) rate, LocalDate.EPOCH, version);
    }
}
