package gridfare.billing.stripe;

import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.billing.invoice.ClosePeriod;
import gridfare.billing.invoice.CollectPayments;
import gridfare.billing.invoice.KilledServer;
import gridfare.billing.invoice.MethodAnswer;
import gridfare.billing.invoice.PayAnswer;
import gridfare.billing.invoice.PayInvoice;
import gridfare.billing.invoice.PaymentMethods;
import gridfare.billing.invoice.PeriodClosing.Closed;
import gridfare.billing.ledger.CheckLedger;
import gridfare.billing.ledger.LedgerReport;
import gridfare.billing.stripe.WebhookAnswer.Rejected;
import gridfare.billing.stripe.WebhookAnswer.Seen;
import gridfare.billing.stripe.WebhookAnswer.Taken;
import gridfare.billing.testing.Flow;
import gridfare.billing.testing.Flow.Terms;
import gridfare.billing.testing.StripeSandbox;
import gridfare.billing.testing.StripeSandbox.Delivery;
import gridfare.domain.invoice.InvoiceDetail;
import gridfare.domain.invoice.InvoiceId;
import gridfare.domain.invoice.InvoiceState;
import gridfare.domain.invoice.Payment;
import gridfare.domain.invoice.PaymentState;
import gridfare.domain.invoice.ReadInvoices;
import gridfare.domain.party.Operator;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.Role;
import gridfare.domain.testing.DomainContainer;
import gridfare.pricing.money.LedgerAmount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Money moves once: against the sandbox's Stripe over the wire, whatever happens on the way.
class PaymentsTest {

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

    /// Every test has a buyer of its own.
    @BeforeEach
    void newBuyer() {
        buyer =
                new Party(
                        new PersonId(UUID.randomUUID()),
                        "Buyer",
                        new OrganisationId(UUID.randomUUID()),
                        Role.OWNER);
        UUID id = buyer.organisation().uuid();
        flow().run(
                        """
                        insert into organisation
                            (id_uuid, name, country, billing_currency, buyer, provider)
                        values ('%s', 'Buyer', 'DE', 'USD', true, false)
                        """
                                .formatted(id));
        flow().run(
                        "insert into credit_line values ('%s', 'INVOICED', 10000000, 'USD')"
                                .formatted(id));
        STRIPE.forgetDeliveries();
    }

    @AfterEach
    void theBooksHold() {
        STRIPE.noFaults();
        DOMAIN.wall().advance(Duration.ofDays(3));
        DOMAIN.bean(CollectPayments.class).run();
        LedgerReport report = DOMAIN.bean(CheckLedger.class).check(OPERATOR);
        assertThat(report.invariants()).allMatch(LedgerReport.Invariant::holds);
    }

    @Test
    void anInvoiceIsPaidAndTheFeeIsBooked() {
        InvoiceId invoice = invoice("163.71");
        addCard("pm_card_visa");
        long fees = balance("broker:stripe_fee");
        long clearing = balance("stripe:clearing");

        Payment intended = pay(invoice);
        assertThat(intended.state()).isEqualTo(PaymentState.INTENDED);
        assertThat(intended.idempotencyKey()).isEqualTo("v1/pay/" + invoice.external() + "/1");
        collect();

        InvoiceDetail paid = read(invoice);
        assertThat(paid.invoice().state()).isEqualTo(InvoiceState.PAID);
        assertThat(paid.invoice().due().isZero()).isTrue();
        assertThat(paid.payments())
                .singleElement()
                .extracting(Payment::state)
                .isEqualTo(PaymentState.SUCCEEDED);
        assertThat(balance("buyer:" + buyer.organisation().external() + ":receivable")).isZero();
        assertThat(balance("broker:stripe_fee") - fees).isEqualTo(505); // 2.9 % and 0.30
        assertThat(balance("stripe:clearing") - clearing).isEqualTo(16_371 - 505);
        assertThat(payAnswer(invoice)).isEqualTo(new PayAnswer.AlreadyPaid());
    }

    @Test
    void whoMayNotPayIsToldSo() {
        InvoiceId invoice = invoice("10.00");
        Party member = new Party(buyer.person(), buyer.name(), buyer.organisation(), Role.MEMBER);

        assertThat(payAnswer(invoice)).isEqualTo(new PayAnswer.NoPaymentMethod());
        assertThat(DOMAIN.bean(PayInvoice.class).pay(member, invoice))
                .isEqualTo(new PayAnswer.MayNotPay());
        assertThat(DOMAIN.bean(PaymentMethods.class).add(member, "pm_card_visa"))
                .isEqualTo(new MethodAnswer.MayNotPay());
        assertThat(DOMAIN.bean(PayInvoice.class).pay(OTHER_LAB, invoice))
                .isEqualTo(new PayAnswer.NoSuchInvoice());
        assertThat(DOMAIN.bean(PayInvoice.class).pay(buyer, new InvoiceId(new UUID(1, 1))))
                .isEqualTo(new PayAnswer.NoSuchInvoice());
    }

    @Test
    void aCardIsRefusedWhenItIsAdded() {
        assertThat(DOMAIN.bean(PaymentMethods.class).add(buyer, "pm_card_chargeDeclined"))
                .isEqualTo(new MethodAnswer.Refused("generic_decline"));
        assertThat(DOMAIN.bean(PaymentMethods.class).add(buyer, "pm_no_such_card"))
                .isInstanceOf(MethodAnswer.Refused.class);
        assertThat(DOMAIN.bean(PaymentMethods.class).list(buyer)).isEmpty();

        addCard("pm_card_visa");
        assertThat(DOMAIN.bean(PaymentMethods.class).list(buyer))
                .singleElement()
                .satisfies(card -> {
                    assertThat(card.brand()).contains("visa");
                    assertThat(card.lastDigits()).contains("4242");
                });
        assertThat(DOMAIN.bean(PaymentMethods.class).list(OTHER_LAB)).isEmpty();
    }

    @Test
    void aCardThatStripeDidNotConfirmIsConfirmedByTheJob() {
        STRIPE.fault("*", "error", 9, ",\"status\":500,\"code\":\"api_error\"");
        assertThat(DOMAIN.bean(PaymentMethods.class).add(buyer, "pm_card_visa"))
                .isInstanceOf(MethodAnswer.Adding.class);
        InvoiceId invoice = invoice("10.00");
        pay(invoice);
        collect();
        assertThat(read(invoice).invoice().state()).isEqualTo(InvoiceState.OPEN);

        STRIPE.noFaults();
        collect();

        assertThat(read(invoice).invoice().state()).isEqualTo(InvoiceState.PAID);
    }

    @ParameterizedTest(name = "B36 {0}: unknown, asked again under the same key, charged once")
    @CsvSource({"lost_answer", "error", "timeout"})
    void anUnknownOutcomeIsAskedAgainUnderTheSameKey(String kind) {
        InvoiceId invoice = invoice("21.67");
        addCard("pm_card_visa");
        STRIPE.fault(
                "POST /v1/payment_intents",
                kind,
                9,
                kind.equals("error")
                        ? ",\"status\":500,\"code\":\"api_error\""
                        : ",\"delay_ms\":12000");
        Payment payment = pay(invoice);
        collect();
        assertThat(state(invoice)).isEqualTo(PaymentState.UNKNOWN);
        assertThat(pay(invoice).id()).isEqualTo(payment.id()); // no second attempt meanwhile

        STRIPE.noFaults();
        collect();
        assertThat(state(invoice)).isEqualTo(PaymentState.UNKNOWN); // not time yet
        DOMAIN.wall().advance(Duration.ofSeconds(15));
        collect();

        assertThat(state(invoice)).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(STRIPE.intentsOf(payment.id())).isOne();
        assertThat(keysOf(payment)).containsExactly(payment.idempotencyKey());
    }

    @Test
    @DisplayName("B36 while it stays unknown it is asked after 15 s, 5 min, 1 h and then daily")
    void patience() {
        InvoiceId invoice = invoice("10.00");
        addCard("pm_card_visa");
        STRIPE.fault("*", "error", 99, ",\"status\":500,\"code\":\"api_error\"");
        pay(invoice);
        collect();

        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Instant next = read(invoice).payments().getFirst().nextAskWall().orElseThrow();
            waits.add(Duration.between(DOMAIN.wall().instant(), next).toSeconds());
            DOMAIN.wall().advance(Duration.between(DOMAIN.wall().instant(), next));
            collect();
        }

        assertThat(waits).containsExactly(15L, 300L, 3_600L, 86_400L, 86_400L);
        assertThat(read(invoice).payments()).hasSize(1);
    }

    @Test
    @DisplayName("B35 killed before the call left: charged once on recovery, within a minute")
    void killedBeforeTheCall() {
        InvoiceId invoice = invoice("10.00");
        addCard("pm_card_visa");
        Payment payment = pay(invoice);
        takenAndDied(payment);

        collect();
        assertThat(state(invoice)).isEqualTo(PaymentState.INTENDED); // it may still be asking
        DOMAIN.wall().advance(Duration.ofMinutes(1));
        collect();

        assertThat(state(invoice)).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(STRIPE.intentsOf(payment.id())).isOne();
    }

    @Test
    @DisplayName("B34 killed after Stripe took the money: booked within a minute, charged once")
    void killedAfterTheCall() {
        InvoiceId invoice = invoice("10.00");
        addCard("pm_card_visa");
        Payment payment = pay(invoice);
        chargedAndDied(payment);
        assertThat(STRIPE.intentsOf(payment.id())).isOne();
        assertThat(read(invoice).invoice().state()).isEqualTo(InvoiceState.OPEN);

        DOMAIN.wall().advance(Duration.ofMinutes(1));
        collect();

        assertThat(read(invoice).invoice().state()).isEqualTo(InvoiceState.PAID);
        assertThat(STRIPE.intentsOf(payment.id())).isOne();
    }

    @Test
    @DisplayName("B37 a day later the key is forgotten: looked up by our own name first")
    void theKeyIsForgotten() {
        InvoiceId invoice = invoice("10.00");
        addCard("pm_card_visa");
        Payment payment = pay(invoice);
        chargedAndDied(payment);

        DOMAIN.wall().advance(Duration.ofHours(25));
        collect();

        assertThat(state(invoice)).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(STRIPE.intentsOf(payment.id())).isOne();
    }

    @Test
    @DisplayName("B37 a day later and nothing was charged: charged then, once")
    void theKeyIsForgottenAndNothingWasCharged() {
        InvoiceId invoice = invoice("10.00");
        addCard("pm_card_visa");
        Payment payment = pay(invoice);
        takenAndDied(payment);

        DOMAIN.wall().advance(Duration.ofHours(25));
        collect();

        assertThat(state(invoice)).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(STRIPE.intentsOf(payment.id())).isOne();
    }

    @Test
    @DisplayName("B38 fifty at once: one attempt, one payment intent, one transfer")
    void fiftyAtOnce() throws Exception {
        InvoiceId invoice = invoice("10.00");
        addCard("pm_card_visa");
        Set<Object> attempts = new HashSet<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<Object>> tasks =
                    IntStream.range(0, 50)
                            .<Callable<Object>>mapToObj(i ->
                                    () -> {
                                        PayAnswer answer = payAnswer(invoice);
                                        collect();
                                        return answer
                                                        instanceof
                                                        PayAnswer.Collecting(Payment payment)
                                                ? payment.id()
                                                : answer;
                                    })
                            .toList();
            for (Future<Object> answer : pool.invokeAll(tasks)) {
                attempts.add(answer.get());
            }
        }
        attempts.remove(new PayAnswer.AlreadyPaid());

        Payment payment = read(invoice).payments().getFirst();
        assertThat(attempts).containsExactly(payment.id());
        assertThat(payment.state()).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(STRIPE.intentsOf(payment.id())).isOne();
        assertThat(
                        flow().one(
                                        "select count(*) from transfer where business_key = 'payment/%s'"
                                                .formatted(payment.gatewayObject().orElseThrow()),
                                        Long.class))
                .isOne();
    }

    @Test
    @DisplayName("B40 declined, then another card: the next attempt's key, and it succeeds at once")
    void declinedThenAnotherCard() {
        InvoiceId invoice = invoice("10.00");
        addCard("pm_card_chargeCustomerFail");
        pay(invoice);
        collect();
        assertThat(state(invoice)).isEqualTo(PaymentState.DECLINED);
        assertThat(read(invoice).payments().getFirst().failureCode()).contains("generic_decline");
        assertThat(read(invoice).invoice().state()).isEqualTo(InvoiceState.OPEN);

        addCard("pm_card_visa");
        Payment second = pay(invoice);
        collect();

        assertThat(second.idempotencyKey()).endsWith("/2");
        assertThat(state(invoice)).isEqualTo(PaymentState.SUCCEEDED);
        assertThat(read(invoice).payments()).hasSize(2);
    }

    @Test
    void aSmallInvoiceIsPaidWithTheNext() {
        addCard("pm_card_visa");
        InvoiceId small = invoice("0.30");
        assertThat(payAnswer(small))
                .isEqualTo(new PayAnswer.TooSmall(LedgerAmount.of("0.50", "USD")));
        InvoiceId next = invoice("10.00");

        Payment payment = pay(next);
        collect();

        assertThat(payment.amount()).isEqualTo(LedgerAmount.of("10.30", "USD"));
        assertThat(read(small).invoice().state()).isEqualTo(InvoiceState.PAID);
        assertThat(read(next).invoice().state()).isEqualTo(InvoiceState.PAID);
    }

    @Test
    void whatIsDueIsCollectedByItself() {
        addCard("pm_card_visa");
        InvoiceId invoice = invoice("10.00");
        DOMAIN.wall().advance(Duration.ofDays(14).minusSeconds(1));
        collect();
        assertThat(read(invoice).payments()).isEmpty();

        DOMAIN.wall().advance(Duration.ofSeconds(1));
        collect();

        assertThat(read(invoice).invoice().state()).isEqualTo(InvoiceState.PAID);
    }

    @Test
    @DisplayName("B41 each webhook three times: applied once")
    void webhooksThreeTimes() {
        InvoiceId invoice = invoice("10.00");
        addCard("pm_card_visa");
        Payment payment = pay(invoice);
        chargedAndDied(payment);

        for (Delivery delivery : STRIPE.deliveriesUpTo("payment_intent.succeeded")) {
            assertThat(take(delivery)).isInstanceOf(Taken.class);
            assertThat(take(delivery)).isInstanceOf(Seen.class);
            assertThat(take(delivery)).isInstanceOf(Seen.class);
        }

        assertThat(read(invoice).invoice().state()).isEqualTo(InvoiceState.PAID);
        assertThat(read(invoice).payments().getFirst().state()).isEqualTo(PaymentState.SUCCEEDED);
    }

    @ParameterizedTest(name = "B42 webhooks in any order: seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void webhooksInAnyOrder(long seed) {
        InvoiceId invoice = invoice("10.00");
        addCard("pm_card_visa");
        chargedAndDied(pay(invoice));
        List<Delivery> deliveries =
                new ArrayList<>(STRIPE.deliveriesUpTo("payment_intent.succeeded"));
        deliveries.addAll(List.copyOf(deliveries));
        Collections.shuffle(deliveries, new Random(seed));

        deliveries.forEach(PaymentsTest::take);

        assertThat(read(invoice).invoice().state()).isEqualTo(InvoiceState.PAID);
    }

    @Test
    @DisplayName("B43 a tampered, old or future delivery and a wrong secret leave no trace")
    void rejectedDeliveries() {
        String body = event("evt_rejected", "2026-07-29.dahlia", "pi_unknown");
        Instant now = DOMAIN.wall().instant();

        for (WebhookAnswer answer :
                List.of(
                        take(body + " ", StripeSignatureTest.header(now, body, "whsec_sandbox")),
                        take(body, signed(body, -301)),
                        take(body, signed(body, 3_600)),
                        take(body, StripeSignatureTest.header(now, body, "whsec_wrong")),
                        take("{}", signed("{}", 0)),
                        take("<event/>", signed("<event/>", 0)))) {
            assertThat(answer).isInstanceOf(Rejected.class);
        }
        assertThat(
                        flow().one(
                                        "select count(*) from stripe_event where id = 'evt_rejected'",
                                        Long.class))
                .isZero();
        assertThat(take(body, StripeSignatureTest.header(now, body, "whsec_new")))
                .isEqualTo(new Taken("evt_rejected"));
    }

    @Test
    @DisplayName("B44 an event of another version of the interface is a hint like any other")
    void anotherVersion() {
        InvoiceId invoice = invoice("10.00");
        addCard("pm_card_visa");
        Payment payment = pay(invoice);
        chargedAndDied(payment);
        String intent = intentOf(payment);
        String body = event("evt_old_version", "2020-08-27", intent);

        assertThat(take(body, signed(body, 0))).isInstanceOf(Taken.class);

        assertThat(read(invoice).invoice().state()).isEqualTo(InvoiceState.PAID);
    }

    @Test
    void anEventIsAppliedLaterWhereStripeIsSilent() {
        InvoiceId invoice = invoice("10.00");
        addCard("pm_card_visa");
        Payment payment = pay(invoice);
        chargedAndDied(payment);
        String body = event("evt_silent", "2026-07-29.dahlia", intentOf(payment));
        STRIPE.fault("*", "error", 9, ",\"status\":500,\"code\":\"api_error\"");

        assertThat(take(body, signed(body, 0))).isInstanceOf(Taken.class);
        assertThat(read(invoice).invoice().state()).isEqualTo(InvoiceState.OPEN);
        STRIPE.noFaults();
        DOMAIN.bean(StripeWebhook.class).applyStored();

        assertThat(read(invoice).invoice().state()).isEqualTo(InvoiceState.PAID);
        assertThat(DOMAIN.bean(StripeEvents.class).outcome("evt_silent")).contains("recorded");
    }

    @Test
    void anEventOfSomethingThatIsNotOursIsKeptAndDone() {
        String body = event("evt_not_ours", "2026-07-29.dahlia", "pi_of_somebody");
        take(body, signed(body, 0));
        assertThat(DOMAIN.bean(StripeEvents.class).outcome("evt_not_ours")).contains("not-ours");
    }

    // What a test does.

    private InvoiceId invoice(String amount) {
        UUID leg = flow().running(Terms.of(buyer.organisation(), 1, amount), now());
        DOMAIN.wall().advance(Duration.ofHours(1));
        flow().ended(leg, now());
        var answer = DOMAIN.bean(ClosePeriod.class).close(OPERATOR, buyer.organisation());
        assertThat(answer).isInstanceOf(Closed.class);
        return ((Closed) answer).invoices().getFirst();
    }

    private void addCard(String token) {
        DOMAIN.wall().advance(Duration.ofSeconds(1));
        assertThat(DOMAIN.bean(PaymentMethods.class).add(buyer, token))
                .isInstanceOf(MethodAnswer.Added.class);
    }

    private PayAnswer payAnswer(InvoiceId invoice) {
        return DOMAIN.bean(PayInvoice.class).pay(buyer, invoice);
    }

    private Payment pay(InvoiceId invoice) {
        PayAnswer answer = payAnswer(invoice);
        assertThat(answer).isInstanceOf(PayAnswer.Collecting.class);
        return ((PayAnswer.Collecting) answer).payment();
    }

    private static void collect() {
        DOMAIN.bean(CollectPayments.class).run();
    }

    /// The server takes the attempt and is killed before its request leaves.
    private static void takenAndDied(Payment payment) {
        DOMAIN.bean(KilledServer.class).beforeTheCall(payment.id());
    }

    /// The server is killed when Stripe has answered and nothing is recorded.
    private static void chargedAndDied(Payment payment) {
        DOMAIN.bean(KilledServer.class).afterTheCall(payment.id());
    }

    private InvoiceDetail read(InvoiceId invoice) {
        return DOMAIN.bean(ReadInvoices.class).find(buyer, invoice).orElseThrow();
    }

    private PaymentState state(InvoiceId invoice) {
        return read(invoice).payments().getFirst().state();
    }

    private static WebhookAnswer take(Delivery delivery) {
        return take(delivery.body(), delivery.signature());
    }

    private static WebhookAnswer take(String body, String signature) {
        return DOMAIN.bean(StripeWebhook.class).take(body, signature);
    }

    private static String signed(String body, long secondsFromNow) {
        return StripeSignatureTest.header(
                DOMAIN.wall().instant().plusSeconds(secondsFromNow), body, "whsec_sandbox");
    }

    private static String event(String id, String version, String intent) {
        return """
        {"id":"%s","object":"event","api_version":"%s","type":"payment_intent.succeeded",\
        "data":{"object":{"id":"%s","object":"payment_intent"}}}\
        """
                .formatted(id, version, intent);
    }

    private static String intentOf(Payment payment) {
        for (var intent : STRIPE.intents()) {
            if (payment.id().external().equals(intent.at("/metadata/payment").asText())) {
                return intent.get("id").asText();
            }
        }
        throw new AssertionError("Stripe has no intent of " + payment.id());
    }

    /// The idempotency keys under which a payment was asked for.
    private static Set<String> keysOf(Payment payment) {
        Set<String> keys = new HashSet<>();
        for (var request : STRIPE.requests().findValues("parameters")) {
            if (payment.id().external().equals(request.path("metadata[payment]").asText())) {
                keys.add(request.path("idempotency_key").asText());
            }
        }
        return keys;
    }

    private static long balance(String account) {
        return flow().one(
                        "select coalesce(sum(minor_units), 0)::bigint from ledger_entry"
                                + " where currency = 'USD' and account = '%s'".formatted(account),
                        Long.class);
    }

    private static Instant now() {
        return DOMAIN.bean(InstantSource.class).instant();
    }

    private static Flow flow() {
        return DOMAIN.bean(Flow.class);
    }
}
