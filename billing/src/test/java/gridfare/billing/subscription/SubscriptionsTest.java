package gridfare.billing.subscription;

import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.billing.invoice.CollectPayments;
import gridfare.billing.invoice.MethodAnswer;
import gridfare.billing.invoice.PayInvoice;
import gridfare.billing.invoice.PaymentMethods;
import gridfare.billing.ledger.CheckLedger;
import gridfare.billing.ledger.LedgerReport;
import gridfare.billing.subscription.ChangeAnswer.Noted;
import gridfare.billing.subscription.ChangeAnswer.PreviewStale;
import gridfare.billing.subscription.ChangeAnswer.Requested;
import gridfare.billing.subscription.PreviewAnswer.Previewed;
import gridfare.billing.testing.Flow;
import gridfare.billing.testing.StripeSandbox;
import gridfare.domain.invoice.Invoice;
import gridfare.domain.invoice.InvoiceDetail;
import gridfare.domain.invoice.InvoiceState;
import gridfare.domain.invoice.ReadInvoices;
import gridfare.domain.party.Operator;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.Role;
import gridfare.domain.placement.FairWeights;
import gridfare.domain.plan.PlanLine;
import gridfare.domain.plan.ReadPlans;
import gridfare.domain.plan.Subscription;
import gridfare.domain.plan.SubscriptionChange;
import gridfare.domain.plan.SubscriptionChange.State;
import gridfare.domain.plan.SubscriptionState;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.admission.FairWeight;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.rating.FairUse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Subscriptions against the sandbox's Stripe over the wire; amounts by billing.md's numbers. Time
/// only goes forward, so each test takes the next month of the length that it wants.
class SubscriptionsTest {

    private static final DomainContainer CONTAINER = new DomainContainer();

    @RegisterExtension
    @Order(1)
    static final StripeSandbox STRIPE = new StripeSandbox().at(CONTAINER.wall());

    @RegisterExtension
    @Order(2)
    static final DomainContainer DOMAIN = CONTAINER;

    private static final Operator OPERATOR =
            new Operator(new PersonId(DomainContainer.demonstration("d1")), "Operator");

    @SuppressWarnings("NullAway.Init") // set before each test
    private Party buyer;

    @BeforeEach
    void newBuyer() {
        buyer = buyer("DE", "USD");
    }

    private static Party buyer(String country, String currency) {
        Party made =
                new Party(
                        new PersonId(UUID.randomUUID()),
                        "Buyer",
                        new OrganisationId(UUID.randomUUID()),
                        Role.OWNER);
        flow().run(
                        """
                        insert into organisation
                            (id_uuid, name, country, billing_currency, buyer, provider)
                        values ('%s', 'Buyer', '%s', '%s', true, false)
                        """
                                .formatted(made.organisation().uuid(), country, currency));
        flow().run(
                        "insert into credit_line values ('%s', 'INVOICED', 10000000, '%s')"
                                .formatted(made.organisation().uuid(), currency));
        return made;
    }

    @AfterEach
    void theBooksHold() {
        STRIPE.noFaults();
        theLedgerHolds();
        // Whoever subscribed here goes, so that later months of other tests renew only their own.
        flow().run(
                        """
                        update subscription set cancel_at = period_end
                        where state <> 'ENDED' and organisation_uuid = '%s'
                        """
                                .formatted(buyer.organisation().uuid()));
    }

    @Test
    @DisplayName("B01, N1 Silver to Gold, paid now: -491.15, +654.86, one payment of 163.71")
    void upgrade() {
        addCard("pm_card_visa");
        subscribe("silver", 1, month(30));
        long charged = invoices().size();
        forward(Duration.ofHours(10 * 24 + 8).plusMinutes(30));

        Previewed preview = preview("gold", 1);
        assertThat(amounts(preview.change())).containsExactly(usd("-491.15"), usd("654.86"));
        assertThat(preview.change().net()).isEqualTo(usd("163.71"));
        assertThat(confirm(preview)).isEqualTo(State.DONE);

        assertThat(live().plan()).isEqualTo("gold");
        assertThat(invoices()).hasSize((int) charged + 1);
        InvoiceDetail detail = detail(invoices().getFirst());
        assertThat(detail.invoice().state()).isEqualTo(InvoiceState.PAID);
        assertThat(detail.invoice().total()).isEqualTo(usd("163.71"));
        assertThat(detail.planLines())
                .extracting(PlanLine::amount)
                .containsExactly(usd("-491.15"), usd("654.86"));
        assertThat(detail.payments()).hasSize(1);
        assertThat(STRIPE.intentsOf(detail.payments().getFirst().id())).isOne();
        // The plan switched at the previewed instant, whenever the payment was heard of.
        assertThat(
                        flow().one(
                                        "select covered_from from plan_charge where used_to is null"
                                                + " and organisation_uuid = '%s'"
                                                        .formatted(buyer.organisation().uuid()),
                                        Instant.class))
                .isEqualTo(preview.change().at());
    }

    @Test
    @DisplayName(
            "B02, N3 Gold to Bronze at half: credit 250.00 on account, next invoice 250.00 due")
    void downgrade() {
        addCard("pm_card_visa");
        Instant start = subscribe("gold", 1, month(30));
        forward(Duration.ofDays(15));

        Previewed preview = preview("bronze", 1);
        assertThat(amounts(preview.change())).containsExactly(usd("-500.00"), usd("250.00"));
        assertThat(confirm(preview)).isEqualTo(State.DONE);
        assertThat(live().plan()).isEqualTo("bronze");
        assertThat(account("credit")).isEqualTo(-25_000);
        assertThat(invoices()).hasSize(1); // no refund, no invoice over less than nothing
        theLedgerHolds();

        to(start.plus(Duration.ofDays(30)));
        job();
        Invoice next = invoices().getFirst();
        assertThat(next.total()).isEqualTo(usd("500.00"));
        assertThat(next.due()).isEqualTo(usd("250.00"));
        collect();
        assertThat(detail(next).invoice().state()).isEqualTo(InvoiceState.PAID);
        assertThat(detail(next).payments())
                .singleElement()
                .satisfies(payment -> assertThat(payment.amount()).isEqualTo(usd("250.00")));
        assertThat(account("credit")).isZero();
    }

    @Test
    @DisplayName("B03, N4 two upgrades in one period: the month is 750.00, a third of each plan")
    void twoUpgrades() {
        addCard("pm_card_visa");
        Instant start = subscribe("bronze", 1, month(30));
        forward(Duration.ofDays(10));
        confirm(preview("silver", 1));
        forward(Duration.ofDays(10));
        confirm(preview("gold", 1));

        assertThat(invoices())
                .extracting(Invoice::total)
                .containsExactly(usd("83.33"), usd("166.67"), usd("500.00"));
        // 240 + 400 + 560 unit-hours, a third of each.
        assertThat(
                        DOMAIN.bean(ReadPlans.class)
                                .live(buyer)
                                .orElseThrow()
                                .includedMilliUnitSeconds())
                .isEqualTo(400 * FairUse.UNIT_HOUR);
        to(start.plus(Duration.ofDays(30)));
        cancelAtPeriodEnd();
        job();
        assertThat(account("receivable")).isZero();
        assertThat(
                        flow().one(
                                        """
                                        select sum(e.minor_units)::bigint from ledger_entry e
                                        join transfer t on t.id_uuid = e.transfer_uuid
                                        join plan_charge c on t.business_key = 'recognised/' || c.id
                                        where e.account = 'broker:revenue:flat'
                                            and c.organisation_uuid = '%s'
                                        """
                                                .formatted(buyer.organisation().uuid()),
                                        Long.class))
                .isEqualTo(-75_000);
    }

    @Test
    @DisplayName("B06 after 14:59 charged as previewed; after an hour stale, and nothing charged")
    void pinned() {
        addCard("pm_card_visa");
        subscribe("silver", 1, month(30));
        forward(Duration.ofDays(10).plusMinutes(510));
        Previewed first = preview("gold", 1);
        forward(Duration.ofHours(1));
        assertThat(manage().confirm(buyer, first.change().id())).isEqualTo(new PreviewStale());
        assertThat(live().plan()).isEqualTo("silver");
        assertThat(invoices()).hasSize(1);

        Previewed second = preview("gold", 1);
        assertThat(second.change().net()).isEqualTo(usd("163.37")); // N2: an hour has gone
        forward(Duration.ofMinutes(14).plusSeconds(59));
        assertThat(confirm(second)).isEqualTo(State.DONE);
        assertThat(invoices().getFirst().total()).isEqualTo(usd("163.37"));
    }

    @Test
    @DisplayName("B06 a preview at exactly 15 minutes, or on a subscription that changed, is stale")
    void stale() {
        addCard("pm_card_visa");
        subscribe("silver", 1, month(30));
        forward(Duration.ofDays(1));
        Previewed old = preview("gold", 1);
        forward(Duration.ofMinutes(15));
        assertThat(manage().confirm(buyer, old.change().id())).isEqualTo(new PreviewStale());
        Previewed one = preview("gold", 1);
        Previewed other = preview("bronze", 1);
        confirm(one);
        assertThat(manage().confirm(buyer, other.change().id())).isEqualTo(new PreviewStale());
        // The same command again is the same answer, and no second charge.
        long charged = invoices().size();
        assertThat(confirm(one)).isEqualTo(State.DONE);
        assertThat(invoices()).hasSize((int) charged);
    }

    @Test
    @DisplayName("B07 in the last second of a period: both lines 0.00, no invoice, another plan")
    void lastSecond() {
        addCard("pm_card_visa");
        Instant start = subscribe("silver", 1, month(30));
        to(start.plus(Duration.ofDays(30)).minusSeconds(1));
        Previewed preview = preview("gold", 1);
        assertThat(amounts(preview.change())).containsExactly(usd("0.00"), usd("0.00"));
        assertThat(confirm(preview)).isEqualTo(State.DONE);
        assertThat(invoices()).hasSize(1);
        assertThat(live().plan()).isEqualTo("gold");
    }

    @Test
    @DisplayName("B08 cancelled for the end of the period, then undone: no lines, the same id")
    void cancelAndUndo() {
        addCard("pm_card_visa");
        Instant start = subscribe("gold", 1, month(30));
        Subscription before = live();
        cancelAtPeriodEnd();
        assertThat(live().cancelAt()).contains(start.plus(Duration.ofDays(30)));
        assertThat(manage().undoCancel(buyer, before.id())).isInstanceOf(Noted.class);
        to(start.plus(Duration.ofDays(30)));
        job();
        assertThat(live().id()).isEqualTo(before.id());
        assertThat(live().cancelAt()).isEmpty();
        assertThat(invoices()).hasSize(2).allMatch(i -> i.total().equals(usd("1000.00")));

        cancelAtPeriodEnd();
        to(live().period().end());
        job();
        assertThat(DOMAIN.bean(ReadPlans.class).live(buyer)).isEmpty();
        assertThat(invoices()).hasSize(2);
    }

    @Test
    @DisplayName("B09 Gold ended at once after 10 of 30 days: credit 666.67, and no refund")
    void endAtOnce() {
        addCard("pm_card_visa");
        subscribe("gold", 1, month(30));
        forward(Duration.ofDays(10));
        Previewed preview = (Previewed) manage().previewEnd(buyer, live().id());
        assertThat(amounts(preview.change())).containsExactly(usd("-666.67"));
        assertThat(confirm(preview)).isEqualTo(State.DONE);
        assertThat(account("credit")).isEqualTo(-66_667);
        assertThat(DOMAIN.bean(ReadPlans.class).live(buyer)).isEmpty();
        assertThat(invoices())
                .singleElement()
                .satisfies(paid -> assertThat(paid.state()).isEqualTo(InvoiceState.PAID));
    }

    @Test
    @DisplayName(
            "B10 the payment of an upgrade is declined: old plan, no credit line, invoice void")
    void declined() {
        addCard("pm_card_visa");
        subscribe("silver", 1, month(30));
        forward(Duration.ofDays(10));
        addCard("pm_card_chargeCustomerFail");
        Previewed preview = preview("gold", 1);

        assertThat(confirm(preview)).isEqualTo(State.DECLINED);

        assertThat(live().plan()).isEqualTo("silver");
        assertThat(live().state()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(invoices().getFirst().state()).isEqualTo(InvoiceState.VOID);
        assertThat(account("receivable")).isZero();
        assertThat(account("credit")).isZero();
        theLedgerHolds();
        addCard("pm_card_visa");
        assertThat(confirm(preview("gold", 1))).isEqualTo(State.DONE); // with another card at once
    }

    @Test
    @DisplayName("B10 credit that was used on a void invoice is there again")
    void declinedAfterCredit() {
        addCard("pm_card_visa");
        subscribe("silver", 1, month(30));
        forward(Duration.ofDays(10));
        confirm(preview("bronze", 1));
        assertThat(account("credit")).isEqualTo(-16_667);
        forward(Duration.ofDays(5));
        addCard("pm_card_chargeCustomerFail");
        assertThat(confirm(preview("gold", 2))).isEqualTo(State.DECLINED);
        assertThat(account("credit")).isEqualTo(-16_667);
        assertThat(live().plan()).isEqualTo("bronze");
    }

    @Test
    @DisplayName(
            "B13 a plan gets dearer: a subscription keeps its price, a new one pays the new one")
    void pricesKeep() {
        addCard("pm_card_visa");
        Instant start = month(30);
        flow().run(version("pewter", 1, start, 300));
        subscribe("pewter", 1, start);
        flow().run(version("pewter", 2, start.plus(Duration.ofDays(3)), 400));
        forward(Duration.ofDays(5));
        assertThat(amounts(preview("pewter", 2).change()))
                .containsExactly(usd("-250.00"), usd("500.00"));
        to(start.plus(Duration.ofDays(30)));
        job();
        assertThat(invoices())
                .extracting(Invoice::total)
                .containsExactly(usd("300.00"), usd("300.00"));
        Party newcomer = buyer("DE", "USD");
        Previewed first = (Previewed) manage().previewStart(newcomer, "pewter", 1, false);
        assertThat(first.change().net()).isEqualTo(usd("400.00"));
    }

    @Test
    @DisplayName("B14 a third seat of Gold at half: -1,000.00 + 1,500.00 = 500.00")
    void seats() {
        addCard("pm_card_visa");
        subscribe("gold", 2, month(30));
        forward(Duration.ofDays(15));
        Previewed preview = preview("gold", 3);
        assertThat(amounts(preview.change())).containsExactly(usd("-1000.00"), usd("1500.00"));
        assertThat(preview.change().net()).isEqualTo(usd("500.00"));
        confirm(preview);
        assertThat(DOMAIN.bean(ReadPlans.class).live(buyer).orElseThrow().units()).isEqualTo(36);
    }

    @Test
    @DisplayName("B58 the clock jumps 70 days: each period charged once, none left out")
    void clockJumps() {
        addCard("pm_card_visa");
        Instant start = subscribe("bronze", 1, month(31));
        forward(Duration.ofDays(70));
        job();
        job();
        List<Invoice> inOrder =
                invoices().stream().sorted(Comparator.comparing(Invoice::periodStart)).toList();
        assertThat(inOrder).hasSize(3);
        assertThat(inOrder.getFirst().periodStart()).isEqualTo(start);
        for (int i = 1; i < 3; i++) {
            assertThat(inOrder.get(i).periodStart()).isEqualTo(inOrder.get(i - 1).periodEnd());
        }
    }

    @Test
    void aTrialIsFreeAndThenChargedFromItsEnd() {
        addCard("pm_card_visa");
        Instant start = month(30);
        to(start);
        Previewed trial = (Previewed) manage().previewStart(buyer, "gold", 1, true);
        assertThat(trial.change().lines()).isEmpty();
        confirm(trial);
        assertThat(live().state()).isEqualTo(SubscriptionState.TRIAL);
        assertThat(invoices()).isEmpty();
        // 14 of 30 days of 560 unit-hours, rounded down.
        assertThat(
                        DOMAIN.bean(ReadPlans.class)
                                .live(buyer)
                                .orElseThrow()
                                .includedMilliUnitSeconds())
                .isEqualTo(560 * FairUse.UNIT_HOUR * 14 / 30);

        to(start.plus(Duration.ofDays(14)));
        job();
        collect();
        assertThat(live().state()).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(invoices())
                .singleElement()
                .satisfies(first -> {
                    assertThat(first.total()).isEqualTo(usd("1000.00"));
                    assertThat(first.periodStart()).isEqualTo(start.plus(Duration.ofDays(14)));
                    assertThat(first.state()).isEqualTo(InvoiceState.PAID);
                });
        confirm((Previewed) manage().previewEnd(buyer, live().id()));
        assertThat(manage().previewStart(buyer, "gold", 1, true))
                .isEqualTo(new PreviewAnswer.TrialUsed());
    }

    @Test
    void aRefusedRenewalIsPastDueUntilItIsPaid() {
        addCard("pm_card_visa");
        Instant start = subscribe("bronze", 1, month(30));
        addCard("pm_card_chargeCustomerFail");
        to(start.plus(Duration.ofDays(30)));
        job();
        collect();
        job();
        assertThat(live().state()).isEqualTo(SubscriptionState.PAST_DUE);
        assertThat(manage().previewChange(buyer, live().id(), "gold", 1))
                .isEqualTo(new PreviewAnswer.PastDue());
        addCard("pm_card_visa");
        DOMAIN.bean(PayInvoice.class).pay(buyer, invoices().getFirst().id());
        collect();
        job();
        assertThat(live().state()).isEqualTo(SubscriptionState.ACTIVE);
    }

    @Test
    @DisplayName(
            "An unknown outcome leaves the change waiting; the plan switches at its own instant")
    void unknownOutcome() {
        addCard("pm_card_visa");
        subscribe("silver", 1, month(30));
        forward(Duration.ofDays(10));
        STRIPE.fault("POST /v1/payment_intents", "lost_answer", 9, ",\"delay_ms\":0");
        Previewed preview = preview("gold", 1);
        assertThat(confirm(preview)).isEqualTo(State.PAYING);
        assertThat(live().plan()).isEqualTo("silver");
        assertThat(manage().previewChange(buyer, live().id(), "bronze", 1))
                .isEqualTo(new PreviewAnswer.ChangeUnderWay());
        theLedgerHolds();

        STRIPE.noFaults();
        forward(Duration.ofSeconds(15));
        collect();
        job();
        assertThat(live().plan()).isEqualTo("gold");
        assertThat(detail(invoices().getFirst()).payments())
                .singleElement()
                .satisfies(payment -> assertThat(STRIPE.intentsOf(payment.id())).isOne());
    }

    @Test
    void othersSeeNothingAndMembersMayNotBuy() {
        addCard("pm_card_visa");
        subscribe("silver", 1, month(30));
        Subscription mine = live();
        assertThat(DOMAIN.bean(ReadPlans.class).find(OTHER_LAB, mine.id())).isEmpty();
        assertThat(manage().previewChange(OTHER_LAB, mine.id(), "gold", 1))
                .isEqualTo(new PreviewAnswer.NoSuchSubscription());
        assertThat(manage().cancelAtPeriodEnd(OTHER_LAB, mine.id()))
                .isEqualTo(new ChangeAnswer.NoSuchSubscription());
        Previewed preview = preview("gold", 1);
        assertThat(manage().confirm(OTHER_LAB, preview.change().id()))
                .isEqualTo(new ChangeAnswer.NoSuchPreview());
        Party member = new Party(buyer.person(), "Member", buyer.organisation(), Role.MEMBER);
        assertThat(manage().previewChange(member, mine.id(), "gold", 1))
                .isEqualTo(new PreviewAnswer.MayNotPay());
        assertThat(manage().confirm(member, preview.change().id()))
                .isEqualTo(new ChangeAnswer.MayNotPay());
    }

    @Test
    @DisplayName("A Chinese buyer pays in CNY at the frozen rate, and 6 % tax on each line")
    void chinese() {
        buyer = buyer("CN", "CNY");
        Instant start = month(30);
        to(start);
        flow().run(
                        """
                        insert into reference_rate (from_currency, to_currency, valid_from, rate,
                            version, source)
                        values ('USD', 'CNY', '%s', 7.1180, 'test', 'billing.md N21')
                        """
                                .formatted(start.toString().substring(0, 10)));
        confirm((Previewed) manage().previewStart(buyer, "silver", 1, false));
        Invoice first = invoices().getFirst();
        assertThat(first.subtotal()).isEqualTo(LedgerAmount.of("5338.50", "CNY"));
        assertThat(first.tax()).isEqualTo(LedgerAmount.of("320.31", "CNY"));
        forward(Duration.ofHours(10 * 24 + 8).plusMinutes(30));
        assertThat(preview("gold", 1).change().lines().getFirst().amount())
                .isEqualTo(LedgerAmount.of("-3495.98", "CNY"));
    }

    @Test
    @DisplayName("The plan's weight reaches the waiting line: Gold 4, Silver 2, without a plan 2")
    void weights() {
        addCard("pm_card_visa");
        assertThat(weight()).isEqualTo(FairWeight.PAY_AS_YOU_GO);
        subscribe("gold", 1, month(30));
        assertThat(weight()).isEqualTo(new FairWeight(4_000));
        forward(Duration.ofDays(1));
        confirm(preview("bronze", 3));
        assertThat(weight()).isEqualTo(new FairWeight(1_000));
    }

    private FairWeight weight() {
        return DOMAIN.bean(Weighing.class).of(buyer.organisation());
    }

    /// Asks as the queue does, inside a job's transaction.
    @UseCase
    public static class Weighing {
        @Inject FairWeights weights;
        @Inject InstantSource clock;

        public FairWeight of(OrganisationId organisation) {
            return weights.of(organisation, clock.instant());
        }
    }

    private static String version(String plan, int number, Instant from, int usd) {
        return """
        insert into plan_version (plan, number, valid_from, price_micros, price_currency,
            highest_tier, units, included_unit_hours, weight, rate_cap_micros, trial_days)
        values ('%s', %d, '%s', %d000000, 'USD', 'STANDARD', 4, 100, 1, 1050000, 0)
        """
                .formatted(plan, number, from, usd);
    }

    /// Subscribes at `at` and pays.
    private Instant subscribe(String plan, int seats, Instant at) {
        to(at);
        Previewed preview = (Previewed) manage().previewStart(buyer, plan, seats, false);
        assertThat(confirm(preview)).isEqualTo(State.DONE);
        return at;
    }

    private Previewed preview(String plan, int seats) {
        return (Previewed) manage().previewChange(buyer, live().id(), plan, seats);
    }

    private State confirm(Previewed preview) {
        var id = preview.change().id();
        assertThat(manage().confirm(buyer, id)).isEqualTo(new Requested(id));
        return DOMAIN.bean(CarryOutChanges.class).settle(buyer.organisation(), id);
    }

    private void cancelAtPeriodEnd() {
        assertThat(manage().cancelAtPeriodEnd(buyer, live().id())).isInstanceOf(Noted.class);
    }

    private Subscription live() {
        return DOMAIN.bean(ReadPlans.class).live(buyer).orElseThrow().subscription();
    }

    private List<Invoice> invoices() {
        return DOMAIN.bean(ReadInvoices.class).latest(buyer, 100, null);
    }

    private InvoiceDetail detail(Invoice invoice) {
        return DOMAIN.bean(ReadInvoices.class).find(buyer, invoice.id()).orElseThrow();
    }

    private static List<LedgerAmount> amounts(SubscriptionChange change) {
        return change.lines().stream().map(PlanLine::amount).toList();
    }

    private long account(String name) {
        return flow().one(
                        "select coalesce(sum(minor_units), 0)::bigint from ledger_entry"
                                + " where account = 'buyer:%s:%s'"
                                        .formatted(buyer.organisation().external(), name),
                        Long.class);
    }

    private void addCard(String token) {
        forward(Duration.ofSeconds(1));
        assertThat(DOMAIN.bean(PaymentMethods.class).add(buyer, token))
                .isInstanceOf(MethodAnswer.Added.class);
    }

    /// The next first of a month of so many days.
    private static Instant month(int days) {
        YearMonth next = YearMonth.from(now().atOffset(ZoneOffset.UTC)).plusMonths(1);
        while (next.lengthOfMonth() != days) next = next.plusMonths(1);
        return next.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static void to(Instant instant) {
        forward(Duration.between(now(), instant));
    }

    private static void forward(Duration time) {
        DOMAIN.wall().advance(time);
    }

    private static Instant now() {
        return DOMAIN.bean(InstantSource.class).instant();
    }

    private static void job() {
        DOMAIN.bean(CarryOutChanges.class).run();
    }

    private static void collect() {
        DOMAIN.bean(CollectPayments.class).run();
    }

    private static void theLedgerHolds() {
        LedgerReport report = DOMAIN.bean(CheckLedger.class).check(OPERATOR);
        assertThat(report.invariants()).allMatch(LedgerReport.Invariant::holds);
    }

    private static ManageSubscription manage() {
        return DOMAIN.bean(ManageSubscription.class);
    }

    private static LedgerAmount usd(String amount) {
        return LedgerAmount.of(amount, "USD");
    }

    private static Flow flow() {
        return DOMAIN.bean(Flow.class);
    }
}
