package gridfare.billing.ledger;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.billing.invoice.ClosePeriod;
import gridfare.billing.testing.Flow;
import gridfare.billing.testing.Flow.Terms;
import gridfare.domain.party.Operator;
import gridfare.domain.party.PersonId;
import gridfare.domain.testing.DomainContainer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each invariant is seen failing: a fault is planted past the triggers, found, and taken back.
class CheckLedgerTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Operator OPERATOR =
            new Operator(new PersonId(DomainContainer.demonstration("d1")), "Operator");
    private static final UUID METHOD = UUID.randomUUID();

    /// Those referred to before those that refer.
    private static final List<String> TABLES =
            List.of(
                    "transfer",
                    "ledger_entry",
                    "invoice",
                    "invoice_line",
                    "leg",
                    "usage_record",
                    "invoiced_usage",
                    "provider_accrual",
                    "credit_grant",
                    "payment",
                    "payment_allocation",
                    "stripe_settlement");

    /// What is done to the rows, and how the report names it.
    record Fault(String invariant, String says, List<String> sql) {
        Fault(String invariant, String says, String... sql) {
            this(invariant, says, List.of(sql));
        }

        @Override
        public String toString() {
            return invariant + " " + says;
        }
    }

    @BeforeAll
    static void booksWithOneInvoice() throws SQLException {
        Flow flow = DOMAIN.bean(Flow.class);
        Instant now = DOMAIN.bean(InstantSource.class).instant();
        UUID leg = flow.running(Terms.of(LINGHE.organisation(), 8, "2.10"), now);
        DOMAIN.wall().advance(Duration.ofHours(30));
        flow.ended(leg, now.plus(Duration.ofHours(30)));
        DOMAIN.bean(ClosePeriod.class).close(OPERATOR, LINGHE.organisation());
        flow.run(
                """
                insert into payment_method values ('%s', 0, '%s', 'pm', 'ACTIVE', 'pm_1', 'visa',
                    '4242', null, '2026-11-24T00:00:00Z')
                """
                        .formatted(METHOD, LINGHE.organisation().uuid()));
    }

    @Test
    void theBooksHold() {
        LedgerReport report = report();

        assertThat(report.holds()).isTrue();
        assertThat(report.invariants())
                .extracting(LedgerReport.Invariant::id)
                .containsExactly("I1", "I2", "I3", "I4", "I5", "I6", "I7");
        assertThat(report.balances())
                .extracting(balance -> balance.account() + " " + balance.amount())
                .contains("broker:revenue:usage -504.00 USD", "tax:vat_output -30.24 USD");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aPlantedFaultIsFound(Fault fault) throws SQLException {
        try (Connection owner = DOMAIN.owner().getConnection();
                Statement statement = owner.createStatement()) {
            keep(statement);
            try {
                for (String sql : fault.sql()) {
                    assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
                }
                assertThat(report().invariants())
                        .filteredOn(invariant -> invariant.id().equals(fault.invariant()))
                        .singleElement()
                        .satisfies(invariant -> {
                            assertThat(invariant.holds()).isFalse();
                            assertThat(invariant.detail()).contains(fault.says());
                        });
            } finally {
                restore(statement);
            }
        }
        assertThat(report().holds()).isTrue();
    }

    /// Copies the rows and opens the tables to the owner.
    private static void keep(Statement statement) throws SQLException {
        for (String table : TABLES) {
            statement.execute("alter table %s disable trigger user".formatted(table));
            statement.execute("alter table %s no force row level security".formatted(table));
            statement.execute("create table kept_%1$s as select * from %1$s".formatted(table));
        }
    }

    private static void restore(Statement statement) throws SQLException {
        for (String table : TABLES.reversed()) {
            statement.execute("delete from " + table);
        }
        for (String table : TABLES) {
            statement.execute("insert into %1$s select * from kept_%1$s".formatted(table));
            statement.execute("drop table kept_" + table);
            statement.execute("alter table %s enable trigger user".formatted(table));
        }
    }

    static List<Fault> faults() {
        String payment =
                """
                insert into payment (id_uuid, version, organisation_uuid, invoice_uuid, attempt,
                    minor_units, currency, state, idempotency_key, method_uuid, created_at, asked,
                    gateway_object)
                select gen_random_uuid(), 0, organisation_uuid, id_uuid, 1, 100, 'USD', 'SUCCEEDED',
                    'k', '%s', issued_at, 1, 'pi_1' from invoice limit 1
                """
                        .formatted(METHOD);
        return List.of(
                new Fault(
                        "I1",
                        "sums to 1 USD",
                        "update ledger_entry set minor_units = minor_units + 1"
                                + " where account = 'broker:revenue:usage'"),
                new Fault(
                        "I1",
                        "lacks entries",
                        "delete from ledger_entry where account like 'tax:%'"),
                new Fault(
                        "I2",
                        "is not the sum of its lines",
                        "update invoice_line set amount_minor_units = amount_minor_units + 1"),
                new Fault("I2", "was paid otherwise", "update invoice set paid_minor_units = 1"),
                new Fault(
                        "I2", "is not booked", "delete from ledger_entry", "delete from transfer"),
                new Fault(
                        "I2",
                        "invoices 53424 USD",
                        "update ledger_entry set minor_units = minor_units + 1"
                                + " where account like 'buyer:%:receivable'"),
                new Fault(
                        "I3",
                        "its use 691200",
                        "delete from invoiced_usage where usage_uuid in (select id_uuid from"
                                + " usage_record where gpu_seconds <> 691200)"),
                new Fault(
                        "I3",
                        "was left out of the period",
                        "delete from invoiced_usage where usage_uuid in (select id_uuid from"
                                + " usage_record limit 1)"),
                new Fault(
                        "I4",
                        "is charged twice",
                        """
                        insert into usage_record select gen_random_uuid(), organisation_uuid,
                            placement_uuid, leg_uuid, provider_uuid, project, tier, chip, gpus,
                            rate_micros, rate_currency, provider_price_micros,
                            provider_price_currency, instances, from_at + interval '1 s', to_at,
                            gpu_seconds - gpus, recorded_at + interval '1 day'
                        from usage_record limit 1
                        """),
                new Fault(
                        "I4",
                        "lies outside its run",
                        "update leg set stopped_at = stopped_at - interval '1 s'"),
                new Fault("I5", "is not booked", payment),
                new Fault(
                        "I5",
                        "has no payment",
                        """
                        insert into transfer (id_uuid, business_key, reason, booked_at, entries)
                        values (gen_random_uuid(), 'payment/pi_2', 'x', '2026-11-24T00:00:00Z', 2)
                        """),
                new Fault("I5", "stripe:clearing says 0, Stripe 100 USD", payment),
                new Fault(
                        "I6",
                        "came to 101 of 100 USD",
                        """
                        insert into credit_grant values (gen_random_uuid(),
                            '0199d000-0000-7000-8000-000000000b01', '2026-11-24T00:00:00Z', 100, 1,
                            100, 'USD')
                        """),
                new Fault(
                        "I7",
                        "costs 50401 of 50400",
                        "update provider_accrual set cost_minor_units = 50401"),
                new Fault(
                        "I7",
                        "is owed 12000, earned 12001",
                        "update provider_accrual set payable_minor_units = 12001"));
    }

    private static LedgerReport report() {
        return DOMAIN.bean(CheckLedger.class).check(OPERATOR);
    }
}
