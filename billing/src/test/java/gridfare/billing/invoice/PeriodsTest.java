package gridfare.billing.invoice;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridfare.billing.invoice.PeriodClosing.Closed;
import gridfare.billing.invoice.PeriodClosing.NoSuchOrganisation;
import gridfare.billing.invoice.PeriodClosing.NothingToClose;
import gridfare.billing.ledger.CheckLedger;
import gridfare.billing.ledger.LedgerReport;
import gridfare.billing.testing.Flow;
import gridfare.billing.testing.Flow.Terms;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceDetail;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.InvoiceLine;
import gridfare.domain.invoice.InvoiceState;
import gridfare.domain.invoice.ReadInvoices;
import gridfare.domain.party.Operator;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.testing.DomainContainer;
import gridfare.pricing.money.LedgerAmount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From use to issued invoices. Time only goes forward, so the tests are in order of their time.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PeriodsTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Operator OPERATOR =
            new Operator(new PersonId(DomainContainer.demonstration("d1")), "Operator");
    private static final OrganisationId LINGHE_ID = LINGHE.organisation();

    @AfterEach
    void theBooksHold() {
        LedgerReport report = DOMAIN.bean(CheckLedger.class).check(OPERATOR);
        assertThat(report.invariants()).allMatch(LedgerReport.Invariant::holds);
        assertThat(report.holds()).isTrue();
    }

    @Test
    @Order(1)
    @DisplayName("B15 a run of 4,643 s on 8 GPUs at 2.10, closed by hand, is 21.67 and 6 % tax")
    void closedByHand() {
        UUID leg = flow().running(Terms.of(LINGHE_ID, 8, "2.10"), now());
        Instant end = now().plusSeconds(4_643);
        flow().use(leg, now(), end);
        DOMAIN.wall().advance(Duration.ofHours(2));
        flow().ended(leg, end);

        PeriodClosing answer = close(LINGHE_ID);

        InvoiceDetail detail = only(answer);
        Invoice invoice = detail.invoice();
        assertThat(invoice.state()).isEqualTo(InvoiceState.OPEN);
        assertThat(invoice.number()).contains("GF-000001");
        assertThat(invoice.subtotal()).isEqualTo(usd("21.67"));
        assertThat(invoice.tax()).isEqualTo(usd("1.30"));
        assertThat(invoice.total()).isEqualTo(usd("22.97"));
        assertThat(invoice.periodEnd()).isEqualTo(now());
        assertThat(invoice.periodStart()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(detail.lines()).hasSize(1);
        InvoiceLine line = detail.lines().getFirst().line();
        assertThat(line.gpuSeconds()).isEqualTo(37_144);
        assertThat(line.taxReason()).isEqualTo("tax.reason.vat-cn");
        assertThat(detail.lines().getFirst().runs())
                .singleElement()
                .satisfies(run -> assertThat(run.gpuSeconds()).isEqualTo(37_144));
        assertThat(balance("buyer:" + LINGHE_ID.external() + ":receivable")).isEqualTo(2_297);
        assertThat(balance("broker:revenue:usage")).isEqualTo(-2_167);
        assertThat(balance("tax:vat_output")).isEqualTo(-130);
        assertThat(balance("broker:cost")).isEqualTo(516); // 0.50 an hour x 37,144 GPU-seconds
        assertThat(balance("provider:" + Flow.PROVIDER_ORGANISATION.external() + ":payable"))
                .isEqualTo(-516);
    }

    @Test
    @Order(2)
    void closingAgainWithoutNewUseChangesNothing() {
        long periods = count("use_period");

        assertThat(close(LINGHE_ID)).isEqualTo(new NothingToClose());

        assertThat(count("use_period")).isEqualTo(periods);
    }

    @Test
    @Order(2)
    void onlyBuyersHavePeriods() {
        assertThat(close(Flow.PROVIDER_ORGANISATION)).isEqualTo(new NoSuchOrganisation());
        assertThat(close(new OrganisationId(new UUID(1, 1)))).isEqualTo(new NoSuchOrganisation());
    }

    @Test
    @Order(3)
    void anInvoiceIsShownToItsOrganisationOnly() {
        Invoice invoice = reads().latest(LINGHE, 10, null).getFirst();

        assertThat(reads().find(LINGHE, invoice.id())).isPresent();
        assertThat(reads().find(OTHER_LAB, invoice.id())).isEmpty();
        assertThat(reads().latest(OTHER_LAB, 10, null)).isEmpty();
        assertThat(reads().latest(LINGHE, 10, invoice.id())).isEmpty();
    }

    @Test
    @Order(4)
    void anIssuedInvoiceIsNeverRewritten() {
        for (String sql :
                List.of(
                        "update invoice set total_minor_units = 1, subtotal_minor_units = 1,"
                                + " tax_minor_units = 0 where number = 'GF-000001'",
                        "update invoice set period_end = period_end + interval '1 s'"
                                + " where number = 'GF-000001'",
                        "update invoice set state = 'DRAFT', number = null"
                                + " where number = 'GF-000001'",
                        "delete from invoiced_usage",
                        "delete from provider_accrual",
                        "delete from invoice_line")) {
            assertThatThrownBy(() -> flow().run(sql)).hasStackTraceContaining("refused");
        }
    }

    @Test
    @Order(5)
    @DisplayName("B21 use that is heard of after the invoice is an adjustment on the next one")
    void lateUse() {
        UUID leg = flow().running(Terms.of(LINGHE_ID, 1, "2.00"), DomainContainer.START);
        flow().use(
                        leg,
                        DomainContainer.START,
                        DomainContainer.START.plusSeconds(3_600),
                        now().plusSeconds(1));
        DOMAIN.wall().advance(Duration.ofMinutes(1));
        flow().ended(leg, DomainContainer.START.plusSeconds(3_600));

        InvoiceDetail detail = only(close(LINGHE_ID));

        assertThat(detail.lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.line().what()).isEqualTo(InvoiceLine.What.ADJUSTMENT);
                    assertThat(line.line().amount()).isEqualTo(usd("2.00"));
                });
    }

    @Test
    @Order(6)
    void useThatComesToNoMoneyWaits() {
        UUID leg = flow().running(Terms.of(LINGHE_ID, 1, "2.00"), now());
        flow().ended(leg, now().plusSeconds(5));
        DOMAIN.wall().advance(Duration.ofMinutes(1));

        assertThat(close(LINGHE_ID)).isEqualTo(new NothingToClose());

        UUID next = flow().running(Terms.of(LINGHE_ID, 1, "2.00"), now());
        flow().ended(next, now().plusSeconds(3_595));
        DOMAIN.wall().advance(Duration.ofHours(1));
        assertThat(only(close(LINGHE_ID)).invoice().subtotal()).isEqualTo(usd("2.00"));
    }

    @Test
    @Order(6)
    @DisplayName(
            "N17 running work is split at the second of the close and goes on in the next period")
    void runningWorkIsSplit() {
        UUID leg = flow().running(Terms.of(LINGHE_ID, 4, "1.50"), now());
        DOMAIN.wall().advance(Duration.ofHours(2).plusMillis(700));
        Invoice first = only(close(LINGHE_ID)).invoice();
        DOMAIN.wall().advance(Duration.ofSeconds(12_599).plusMillis(300));
        flow().ended(leg, now());
        Invoice second = only(close(LINGHE_ID)).invoice();

        assertThat(first.subtotal()).isEqualTo(usd("12.00"));
        assertThat(second.subtotal()).isEqualTo(usd("21.00"));
        assertThat(second.periodStart()).isEqualTo(first.periodEnd());
    }

    @Test
    @Order(6)
    void whatAMachineRunsPastTheAgreedEndIsTheBrokersLoss() {
        Instant start = now();
        UUID leg =
                flow().running(Terms.of(LINGHE_ID, 2, "2.00").lasting(Duration.ofHours(1)), start);
        DOMAIN.wall().advance(Duration.ofHours(2));
        flow().ended(leg, start.plusSeconds(5_400));
        long subsidy = balance("broker:subsidy");

        assertThat(only(close(LINGHE_ID)).invoice().subtotal()).isEqualTo(usd("4.00"));
        DOMAIN.bean(IssueInvoices.class).run();
        DOMAIN.bean(IssueInvoices.class).run();

        // 2 machines for half an hour at 0.50
        assertThat(balance("broker:subsidy") - subsidy).isEqualTo(50);
    }

    @Test
    @Order(7)
    void aSmallInvoiceIsCarriedToTheNext() {
        UUID leg = flow().running(Terms.of(LINGHE_ID, 1, "0.30"), now());
        flow().use(leg, now(), now().plusSeconds(3_600));
        DOMAIN.wall().advance(Duration.ofHours(1));
        Invoice small = only(close(LINGHE_ID)).invoice();
        assertThat(small.carried()).isTrue();

        flow().use(leg, now(), now().plusSeconds(3_600));
        DOMAIN.wall().advance(Duration.ofHours(1));
        flow().ended(leg, now());

        assertThat(only(close(LINGHE_ID)).invoice().carried()).isFalse(); // 0.32 and 0.32
    }

    @Test
    @Order(8)
    @DisplayName("N17 B17 B20 a run across the month's end is 12.00 in October, 21.00 in November")
    void months() {
        // The same edge, a month later.
        UUID leg =
                flow().running(
                                Terms.of(OTHER_LAB.organisation(), 4, "1.50"),
                                Instant.parse("2026-11-30T22:00:00Z"));
        DOMAIN.bean(IssueInvoices.class).run();
        Instant edge = Instant.parse("2026-12-01T00:00:00Z");
        advanceTo(edge);
        DOMAIN.bean(IssueInvoices.class).run();
        assertThat(reads().latest(OTHER_LAB, 9, null)).isEmpty();

        // Heard of within the draft window: in this invoice.
        flow().use(leg, Instant.parse("2026-11-30T22:00:00Z"), edge, edge.plusSeconds(60));
        advanceTo(edge.plusSeconds(60));
        DOMAIN.bean(IssueInvoices.class).run();
        Invoice draft = reads().latest(OTHER_LAB, 9, null).getFirst();
        assertThat(draft.state()).isEqualTo(InvoiceState.DRAFT);
        assertThat(draft.subtotal()).isEqualTo(usd("12.00"));

        flow().use(leg, edge, Instant.parse("2026-12-01T03:30:00Z"));
        flow().ended(leg, Instant.parse("2026-12-01T03:30:00Z"));
        advanceTo(Instant.parse("2026-12-03T23:59:59Z"));
        DOMAIN.bean(IssueInvoices.class).run();
        assertThat(reads().latest(OTHER_LAB, 9, null).getFirst().state())
                .isEqualTo(InvoiceState.DRAFT);
        advanceTo(Instant.parse("2026-12-04T00:00:00Z"));
        DOMAIN.bean(IssueInvoices.class).run();
        DOMAIN.bean(IssueInvoices.class).run();
        assertThat(reads().latest(OTHER_LAB, 9, null))
                .singleElement()
                .satisfies(invoice -> {
                    assertThat(invoice.id()).isEqualTo(draft.id());
                    assertThat(invoice.state()).isEqualTo(InvoiceState.OPEN);
                    assertThat(invoice.subtotal()).isEqualTo(usd("12.00"));
                });

        assertThat(only(close(OTHER_LAB.organisation()), OTHER_LAB).invoice().subtotal())
                .isEqualTo(usd("21.00"));
    }

    @Test
    @Order(9)
    @DisplayName(
            "B58 40 days at once: no month twice, none skipped; a clock gone back stops the run")
    void manyDaysAtOnce() {
        UUID leg = flow().running(Terms.of(LINGHE_ID, 1, "1.00"), now());
        Instant january = Instant.parse("2027-01-01T00:00:00Z");
        flow().use(leg, now(), january);
        flow().use(leg, january, january.plus(Duration.ofDays(10)));
        long before = count("invoice");

        DOMAIN.wall().advance(Duration.ofDays(70));
        flow().ended(leg, january.plus(Duration.ofDays(10)));
        DOMAIN.bean(IssueInvoices.class).run();
        DOMAIN.bean(IssueInvoices.class).run();

        assertThat(count("invoice")).isEqualTo(before + 2);
        assertThat(
                        flow().one(
                                        """
                                        select count(*) from (
                                            select starts_at, lag(ends_at) over (
                                                partition by organisation_uuid order by starts_at)
                                                as before
                                            from use_period) p
                                        where before <> starts_at
                                        """,
                                        Long.class))
                .isZero();
        assertThat(DOMAIN.bean(PeriodBooks.class).timeMovesForward(now().minusSeconds(1)))
                .isFalse();
    }

    @Test
    @Order(10)
    @DisplayName("B57 numbers are gapless and unique, also when many are issued at once")
    void numbers() throws Exception {
        List<OrganisationId> buyers =
                java.util.stream.IntStream.range(0, 40)
                        .mapToObj(i -> new OrganisationId(UUID.randomUUID()))
                        .toList();
        for (OrganisationId buyer : buyers) {
            flow().run(
                            """
                            insert into organisation
                                (id_uuid, name, country, billing_currency, buyer, provider)
                            values ('%s', 'Many', 'DE', 'USD', true, false)
                            """
                                    .formatted(buyer.uuid()));
            flow().run(
                            """
                            insert into credit_line values ('%s', 'INVOICED', 100000, 'USD')
                            """
                                    .formatted(buyer.uuid()));
            UUID leg = flow().running(Terms.of(buyer, 1, "2.00"), now());
            flow().use(leg, now(), now().plusSeconds(3_600));
            flow().ended(leg, now().plusSeconds(3_600));
        }
        DOMAIN.wall().advance(Duration.ofHours(1));
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<PeriodClosing>> tasks =
                    buyers.stream().<Callable<PeriodClosing>>map(b -> () -> close(b)).toList();
            for (Future<PeriodClosing> answer : pool.invokeAll(tasks)) {
                assertThat(answer.get()).isInstanceOf(Closed.class);
            }
        }

        assertThat(
                        flow().one(
                                        """
                                        select max(right(number, 6)::int) - count(number) from invoice
                                        """,
                                        Integer.class))
                .isZero();
        assertThat(
                        flow().one(
                                        """
                                        select count(*) from invoice where number is not null
                                            and tax_minor_units = 0
                                        """,
                                        Long.class))
                .isEqualTo(40);
    }

    @Test
    @Order(11)
    @DisplayName("B59 an organisation whose invoice fails is left for later; all others are billed")
    void oneFailureStopsNoOther() {
        UUID bad = flow().running(Terms.of(LINGHE_ID, 1, "2.00").price("7 CNY", "7 CNY"), now());
        UUID good = flow().running(Terms.of(OTHER_LAB.organisation(), 1, "2.00"), now());
        flow().use(bad, now(), now().plusSeconds(3_600));
        flow().use(good, now(), now().plusSeconds(3_600));
        flow().ended(bad, now().plusSeconds(3_600));
        flow().ended(good, now().plusSeconds(3_600));
        flow().run("update leg set rate_parts = '{}' where id_uuid = '%s'".formatted(bad));
        DOMAIN.wall().advance(Duration.ofDays(40));

        DOMAIN.bean(IssueInvoices.class).run();
        assertThat(reads().latest(OTHER_LAB, 1, null).getFirst().subtotal()).isEqualTo(usd("2.00"));
        assertThat(reads().latest(LINGHE, 1, null).getFirst().subtotal()).isNotEqualTo(usd("2.00"));

        flow().run(
                        """
                        update leg set rate_parts = '{"exchange": {"rate": "0.14"}}'
                        where id_uuid = '%s'
                        """
                                .formatted(bad));
        DOMAIN.bean(IssueInvoices.class).run();
        assertThat(reads().latest(LINGHE, 1, null).getFirst().subtotal()).isEqualTo(usd("2.00"));
        assertThat(
                        flow().one(
                                        """
                                        select sum(minor_units)::bigint from ledger_entry
                                        where account = 'broker:fx' and currency = 'CNY'
                                        """,
                                        Long.class))
                .isEqualTo(700);
    }

    private static InvoiceDetail only(PeriodClosing answer) {
        return only(answer, LINGHE);
    }

    private static InvoiceDetail only(PeriodClosing answer, Party reader) {
        assertThat(answer).isInstanceOf(Closed.class);
        List<InvoiceId> ids = ((Closed) answer).invoices();
        assertThat(ids).hasSize(1);
        return reads().find(reader, ids.getFirst()).orElseThrow();
    }

    private static PeriodClosing close(OrganisationId id) {
        return DOMAIN.bean(ClosePeriod.class).close(OPERATOR, id);
    }

    private static void advanceTo(Instant at) {
        DOMAIN.wall().advance(Duration.between(now(), at));
    }

    private static Instant now() {
        return DOMAIN.bean(InstantSource.class).instant();
    }

    private static long balance(String account) {
        return flow().one(
                        "select coalesce(sum(minor_units), 0)::bigint from ledger_entry"
                                + " where currency = 'USD' and account = '%s'".formatted(account),
                        Long.class);
    }

    private static long count(String table) {
        return flow().one("select count(*) from " + table, Long.class);
    }

    private static Flow flow() {
        return DOMAIN.bean(Flow.class);
    }

    private static ReadInvoices reads() {
        return DOMAIN.bean(ReadInvoices.class);
    }

    private static LedgerAmount usd(String amount) {
        return LedgerAmount.of(amount, "USD");
    }
}
