package gridfare.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.PaymentMethodAttachParams;
import gridfare.sandbox.Control;
import gridfare.sandbox.MovableWall;
import gridfare.sandbox.Sandbox;
import gridfare.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// stripe-java finds in the sandbox what it would find at Stripe.
class StripeWireTest {

    private static final String SECRET = "whsec_sandbox";

    private final MovableWall wall = new MovableWall();

    @TempDir Path state;
    private WebhookReceiver receiver;
    private Sandbox sandbox;
    private Control control;
    private StripeClient stripe;

    @BeforeEach
    void start() throws IOException {
        receiver = new WebhookReceiver();
        open();
    }

    private void open() {
        sandbox =
                Sandbox.start(
                        SandboxSettings.inMemory(wall)
                                .keptIn(state)
                                .telling(receiver.url(), SECRET));
        control = new Control(sandbox.ports().control());
        stripe = client("sk_test_sandbox");
    }

    private StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase("http://127.0.0.1:" + sandbox.ports().stripe())
                .setMaxNetworkRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        shut();
        receiver.close();
    }

    private void shut() {
        control.close();
        sandbox.close();
    }

    private Customer customer(String card) throws StripeException {
        Customer customer =
                stripe.v1()
                        .customers()
                        .create(
                                CustomerCreateParams.builder()
                                        .setName("Linghe Vision")
                                        .putMetadata("organisation", "org_1")
                                        .build());
        stripe.v1()
                .paymentMethods()
                .attach(
                        card,
                        PaymentMethodAttachParams.builder().setCustomer(customer.getId()).build());
        return customer;
    }

    private String cardOf(Customer customer) throws StripeException {
        return stripe.v1()
                .customers()
                .paymentMethods()
                .list(customer.getId())
                .getData()
                .getFirst()
                .getId();
    }

    private PaymentIntentCreateParams.Builder charge(Customer customer, long cents)
            throws StripeException {
        return PaymentIntentCreateParams.builder()
                .setAmount(cents)
                .setCurrency("usd")
                .setCustomer(customer.getId())
                .setPaymentMethod(cardOf(customer))
                .setConfirm(true)
                .setOffSession(true)
                .putMetadata("invoice", "inv_1")
                .addExpand("latest_charge.balance_transaction");
    }

    private static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    @Test
    void aWrongKeyIsRefused() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> client("sk_test_guessed").v1().customers().list());
    }

    @Test
    void aCardOnFileIsChargedAndTheFeeIsTold() throws StripeException {
        PaymentIntent paid =
                stripe.v1()
                        .paymentIntents()
                        .create(charge(customer("pm_card_visa"), 16_371).build());

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(16_371);
        var settled = paid.getLatestChargeObject().getBalanceTransactionObject();
        assertThat(settled.getFee()).isEqualTo(505); // 2.9 % is 474.759, and 30
        assertThat(settled.getNet()).isEqualTo(16_371 - 505);
    }

    @Test
    void whatIsNotExpandedIsAnId() throws StripeException {
        PaymentIntent paid =
                stripe.v1().paymentIntents().create(charge(customer("pm_card_visa"), 500).build());
        PaymentIntent plain = stripe.v1().paymentIntents().retrieve(paid.getId());
        PaymentIntent rich =
                stripe.v1()
                        .paymentIntents()
                        .retrieve(
                                paid.getId(),
                                PaymentIntentRetrieveParams.builder()
                                        .addExpand("customer")
                                        .addExpand("latest_charge")
                                        .build());

        assertThat(plain.getLatestChargeObject()).isNull();
        assertThat(plain.getLatestCharge()).startsWith("ch_");
        assertThat(rich.getLatestChargeObject().getId()).isEqualTo(plain.getLatestCharge());
        assertThat(rich.getCustomerObject().getMetadata()).containsEntry("organisation", "org_1");
    }

    @Test
    void aCardThatDeclinesAtOnceCannotBeAttached() {
        CardException declined =
                catchThrowableOfType(CardException.class, () -> customer("pm_card_chargeDeclined"));

        assertThat(declined.getCode()).isEqualTo("card_declined");
        assertThat(declined.getStatusCode()).isEqualTo(402);
    }

    @Test
    void aDeclinedIntentSucceedsWithAnotherCard() throws StripeException {
        Customer customer = customer("pm_card_chargeCustomerFail");

        CardException declined =
                catchThrowableOfType(
                        CardException.class,
                        () -> stripe.v1().paymentIntents().create(charge(customer, 500).build()));

        assertThat(declined.getDeclineCode()).isEqualTo("generic_decline");
        PaymentIntent intent = declined.getStripeError().getPaymentIntent();
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getLastPaymentError().getCode()).isEqualTo("card_declined");
        PaymentIntent paid =
                stripe.v1()
                        .paymentIntents()
                        .confirm(
                                intent.getId(),
                                PaymentIntentConfirmParams.builder()
                                        .setPaymentMethod("pm_card_visa")
                                        .setOffSession(true)
                                        .build());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aPaidIntentCannotBeCancelledAndAnOpenOneCan() throws StripeException {
        Customer customer = customer("pm_card_visa");
        PaymentIntent paid = stripe.v1().paymentIntents().create(charge(customer, 500).build());
        PaymentIntent open =
                stripe.v1()
                        .paymentIntents()
                        .create(
                                PaymentIntentCreateParams.builder()
                                        .setAmount(500L)
                                        .setCurrency("usd")
                                        .build());

        InvalidRequestException refused =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> stripe.v1().paymentIntents().cancel(paid.getId()));
        PaymentIntent cancelled =
                stripe.v1()
                        .paymentIntents()
                        .cancel(
                                open.getId(),
                                PaymentIntentCancelParams.builder()
                                        .setCancellationReason(
                                                PaymentIntentCancelParams.CancellationReason
                                                        .ABANDONED)
                                        .build());

        assertThat(refused.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(cancelled.getStatus()).isEqualTo("canceled");
    }

    @Test
    void oneKeyChargesOnceAndRepeatsItsAnswer() throws StripeException {
        PaymentIntentCreateParams charge = charge(customer("pm_card_visa"), 500).build();

        PaymentIntent first = stripe.v1().paymentIntents().create(charge, key("v1/charge/inv_1/1"));
        PaymentIntent again = stripe.v1().paymentIntents().create(charge, key("v1/charge/inv_1/1"));

        assertThat(again.getId()).isEqualTo(first.getId());
        assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(stripe.v1().paymentIntents().list().getData()).hasSize(1);
    }

    @Test
    void aDeclineIsRepeatedForItsKeyAndAMistakeIsNotKept() throws StripeException {
        Customer customer = customer("pm_card_chargeCustomerFail");
        PaymentIntentCreateParams charge = charge(customer, 500).build();
        PaymentIntentCreateParams tooSmall = charge(customer, 49).build();

        List<String> intents = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            CardException declined =
                    catchThrowableOfType(
                            CardException.class,
                            () -> stripe.v1().paymentIntents().create(charge, key("k1")));
            intents.add(declined.getStripeError().getPaymentIntent().getId());
        }
        InvalidRequestException mistake =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> stripe.v1().paymentIntents().create(tooSmall, key("k2")));

        assertThat(intents.get(0)).isEqualTo(intents.get(1));
        assertThat(mistake.getCode()).isEqualTo("amount_too_small");
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> stripe.v1().paymentIntents().create(charge, key("k2")));
    }

    @Test
    void aKeyUsedForSomethingElseIsRefused() throws StripeException {
        Customer customer = customer("pm_card_visa");
        stripe.v1().paymentIntents().create(charge(customer, 500).build(), key("k"));
        PaymentIntentCreateParams other = charge(customer, 501).build();

        assertThatExceptionOfType(IdempotencyException.class)
                .isThrownBy(() -> stripe.v1().paymentIntents().create(other, key("k")));
    }

    @Test
    void aKeyIsForgottenAfterADayOfBusinessTime() throws StripeException {
        PaymentIntentCreateParams charge = charge(customer("pm_card_visa"), 500).build();
        control.put("/clock", "{\"now\":\"2026-11-24T00:00:00Z\",\"running\":false}");
        PaymentIntent first = stripe.v1().paymentIntents().create(charge, key("k"));
        control.put("/clock", "{\"now\":\"2026-11-25T00:00:01Z\",\"running\":false}");

        PaymentIntent second = stripe.v1().paymentIntents().create(charge, key("k"));

        assertThat(second.getId()).isNotEqualTo(first.getId());
        assertThat(second.getCreated() - first.getCreated()).isEqualTo(86_401);
    }

    @Test
    void whileAKeyIsInUseASecondCallIsTold() throws Exception {
        PaymentIntentCreateParams charge = charge(customer("pm_card_visa"), 500).build();
        control.post(
                "/faults",
                """
                {"vendor":"stripe","action":"POST /v1/payment_intents","kind":"delay",
                 "delay_ms":1500,"times":2}\
                """);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PaymentIntent>> calls =
                    List.of(
                            threads.submit(
                                    () -> stripe.v1().paymentIntents().create(charge, key("k"))),
                            threads.submit(
                                    () -> stripe.v1().paymentIntents().create(charge, key("k"))));
            int paid = 0;
            List<Throwable> refused = new ArrayList<>();
            for (Future<PaymentIntent> call : calls) {
                try {
                    call.get();
                    paid++;
                } catch (java.util.concurrent.ExecutionException failed) {
                    refused.add(failed.getCause());
                }
            }
            assertThat(paid).isEqualTo(1);
            assertThat(refused).singleElement().isInstanceOf(ApiException.class);
            assertThat(((StripeException) refused.getFirst()).getStatusCode()).isEqualTo(409);
        }
        assertThat(stripe.v1().paymentIntents().list().getData()).hasSize(1);
    }

    @Test
    void aLostAnswerIsFoundByMetadata() throws StripeException {
        PaymentIntentCreateParams charge = charge(customer("pm_card_visa"), 500).build();
        control.post(
                "/faults",
                """
                {"vendor":"stripe","action":"POST /v1/payment_intents","kind":"lost_answer",
                 "times":9}\
                """);

        assertThatExceptionOfType(ApiConnectionException.class)
                .isThrownBy(() -> stripe.v1().paymentIntents().create(charge, key("k")));

        var found =
                stripe.v1()
                        .paymentIntents()
                        .search(
                                PaymentIntentSearchParams.builder()
                                        .setQuery(
                                                "metadata['invoice']:'inv_1' AND status:'succeeded'")
                                        .build())
                        .getData();
        assertThat(found).hasSize(1);
    }

    @Test
    void listsComeInPagesNewestFirst() throws StripeException {
        Customer customer = customer("pm_card_visa");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(
                    stripe.v1().paymentIntents().create(charge(customer, 500 + i).build()).getId());
        }
        List<String> listed = new ArrayList<>();
        stripe.v1()
                .paymentIntents()
                .list(
                        PaymentIntentListParams.builder()
                                .setLimit(2L)
                                .setCustomer(customer.getId())
                                .build())
                .autoPagingIterable()
                .forEach(intent -> listed.add(intent.getId()));

        assertThat(listed).isEqualTo(made.reversed());
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "49, usd, amount_too_small",
        "5124, kwd, invalid_three_decimal_amount",
        "100000000, usd, amount_too_large"
    })
    void someAmountsAreRefused(long amount, String currency, String code) {
        PaymentIntentCreateParams asked =
                PaymentIntentCreateParams.builder().setAmount(amount).setCurrency(currency).build();

        InvalidRequestException refused =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> stripe.v1().paymentIntents().create(asked));

        assertThat(refused.getCode()).isEqualTo(code);
    }

    @Test
    void eventsAreSignedAndReadableByTheSdk() throws Exception {
        PaymentIntent paid =
                stripe.v1().paymentIntents().create(charge(customer("pm_card_visa"), 500).build());

        var received = receiver.next("payment_intent.succeeded");
        Event event = Webhook.constructEvent(received.payload(), received.signature(), SECRET);

        PaymentIntent told =
                (PaymentIntent) event.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(told.getId()).isEqualTo(paid.getId());
        assertThat(told.getMetadata()).containsEntry("invoice", "inv_1");
        assertThatExceptionOfType(SignatureVerificationException.class)
                .isThrownBy(() ->
                        Webhook.constructEvent(
                                received.payload() + " ", received.signature(), SECRET));
    }

    @Test
    void anEventIsSentUntilItIsAccepted() throws Exception {
        receiver.refuse(2);
        stripe.v1().customers().create(CustomerCreateParams.builder().build());

        assertThat(receiver.next("customer.created").payload()).contains("\"cus_");
    }

    @Test
    void whileASecretIsChangedEventsCarryBothSignatures() throws Exception {
        control.put(
                "/webhooks",
                "{\"url\":\"%s\",\"secret\":\"whsec_new,whsec_sandbox\"}"
                        .formatted(receiver.url()));
        stripe.v1().customers().create(CustomerCreateParams.builder().build());

        var received = receiver.next("customer.created");

        assertThat(Webhook.constructEvent(received.payload(), received.signature(), SECRET))
                .isNotNull();
        assertThat(Webhook.constructEvent(received.payload(), received.signature(), "whsec_new"))
                .isNotNull();
    }

    @Test
    void anEventCanBeSentAgain() throws Exception {
        stripe.v1().customers().create(CustomerCreateParams.builder().build());
        receiver.next("customer.created");
        String event =
                stripe.v1()
                        .events()
                        .list(EventListParams.builder().setType("customer.created").build())
                        .getData()
                        .getFirst()
                        .getId();

        control.post("/webhooks/" + event + ":resend", "");

        assertThat(receiver.next("customer.created").payload()).contains(event);
    }

    @Test
    void aRestartForgetsNothing() throws Exception {
        PaymentIntentCreateParams charge = charge(customer("pm_card_visa"), 500).build();
        PaymentIntent paid = stripe.v1().paymentIntents().create(charge, key("k"));
        Set<String> before = events();
        shut();
        open();

        assertThat(stripe.v1().paymentIntents().retrieve(paid.getId()).getStatus())
                .isEqualTo("succeeded");
        assertThat(stripe.v1().paymentIntents().create(charge, key("k")).getId())
                .isEqualTo(paid.getId());
        assertThat(events()).isEqualTo(before);
    }

    private Set<String> events() throws StripeException {
        Set<String> ids = new HashSet<>();
        stripe.v1().events().list().getData().forEach(event -> ids.add(event.getId()));
        return ids;
    }

    @Test
    void aCardBelongsToOneCustomer() throws StripeException {
        String card = cardOf(customer("pm_card_visa"));
        Customer other = customer("pm_card_mastercard");

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() ->
                        stripe.v1()
                                .paymentMethods()
                                .attach(
                                        card,
                                        PaymentMethodAttachParams.builder()
                                                .setCustomer(other.getId())
                                                .build()));
        PaymentMethod theirs = stripe.v1().paymentMethods().retrieve(cardOf(other));
        assertThat(theirs.getCard().getBrand()).isEqualTo("mastercard");
    }
}
