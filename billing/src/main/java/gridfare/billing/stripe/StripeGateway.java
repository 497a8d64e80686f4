package gridfare.billing.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.StripeError;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentMethodAttachParams;
import gridfare.billing.invoice.PaymentGateway;
import gridfare.domain.id.ExternalId;
import gridfare.domain.invoice.PaymentId;
import gridfare.pricing.money.LedgerAmount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// [PaymentGateway] over stripe-java.
///
/// The library would invent a random idempotency key for each request and wait 80 s for an answer;
/// here every request that creates carries our stored key and answers are awaited for 10 s. It
/// repeats nothing by itself: the job does, under the same key.
@ApplicationScoped
class StripeGateway implements PaymentGateway {

    private static final Logger LOG = System.getLogger(StripeGateway.class.getName());
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 10_000;
    private static final String OUR_NAME = "payment";
    private static final String SETTLEMENT = "latest_charge.balance_transaction";

    private final StripeClient stripe;

    @Inject
    StripeGateway(StripeSettings settings) {
        var builder =
                StripeClient.builder()
                        .setApiKey(settings.apiKey())
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setReadTimeout(READ_MILLIS)
                        .setMaxNetworkRetries(0);
        settings.apiBase().ifPresent(builder::setApiBase);
        this.stripe = builder.build();
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    StripeGateway() {
        this.stripe = null;
    }

    @Override
    public CustomerOutcome customer(CustomerOrder order) {
        try {
            var customer =
                    stripe.v1()
                            .customers()
                            .create(
                                    CustomerCreateParams.builder()
                                            .setName(order.name())
                                            .putMetadata(
                                                    "organisation", order.organisation().external())
                                            .build(),
                                    keyed(order.idempotencyKey()));
            return new CustomerOutcome.Known(customer.getId());
        } catch (StripeException e) {
            return new CustomerOutcome.Unknown(words(e));
        }
    }

    @Override
    public AttachOutcome attach(AttachOrder order) {
        try {
            PaymentMethod method =
                    stripe.v1()
                            .paymentMethods()
                            .attach(
                                    order.token(),
                                    PaymentMethodAttachParams.builder()
                                            .setCustomer(order.customer())
                                            .build(),
                                    keyed(order.idempotencyKey()));
            PaymentMethod.Card card = method.getCard();
            return new AttachOutcome.Attached(
                    method.getId(),
                    card == null ? method.getType() : card.getBrand(),
                    card == null ? "" : card.getLast4());
        } catch (CardException e) {
            return new AttachOutcome.Refused(code(e));
        } catch (InvalidRequestException e) {
            return isFinal(e)
                    ? new AttachOutcome.Refused(code(e))
                    : new AttachOutcome.Unknown(words(e));
        } catch (StripeException e) {
            return new AttachOutcome.Unknown(words(e));
        }
    }

    @Override
    public PaymentOutcome pay(PaymentOrder order) {
        try {
            return outcome(
                    stripe.v1()
                            .paymentIntents()
                            .create(
                                    PaymentIntentCreateParams.builder()
                                            .setAmount(order.amount().minorUnits())
                                            .setCurrency(code(order.amount().currency()))
                                            .setCustomer(order.customer())
                                            .setPaymentMethod(order.method())
                                            .setConfirm(true)
                                            .setOffSession(true)
                                            .putMetadata(OUR_NAME, order.payment().external())
                                            .putMetadata("invoice", order.invoice().external())
                                            .putMetadata(
                                                    "organisation", order.organisation().external())
                                            .addExpand(SETTLEMENT)
                                            .build(),
                                    keyed(order.idempotencyKey())));
        } catch (CardException e) {
            StripeError error = e.getStripeError();
            PaymentIntent intent = error == null ? null : error.getPaymentIntent();
            return new PaymentOutcome.Declined(intent == null ? null : intent.getId(), code(e));
        } catch (IdempotencyException e) {
            LOG.log(
                    Level.ERROR,
                    "Key " + order.idempotencyKey() + " was used for something else.",
                    e);
            return new PaymentOutcome.Unknown(words(e));
        } catch (InvalidRequestException e) {
            return isFinal(e)
                    ? new PaymentOutcome.Declined(null, code(e))
                    : new PaymentOutcome.Unknown(words(e));
        } catch (StripeException e) {
            return new PaymentOutcome.Unknown(words(e));
        }
    }

    @Override
    public PaymentOutcome find(PaymentOrder order) {
        String wanted = order.payment().external();
        try {
            var pages =
                    stripe.v1()
                            .paymentIntents()
                            .list(
                                    PaymentIntentListParams.builder()
                                            .setCustomer(order.customer())
                                            .setLimit(100L)
                                            .build());
            for (PaymentIntent intent : pages.autoPagingIterable()) {
                if (wanted.equals(intent.getMetadata().get(OUR_NAME))) {
                    return read(intent.getId()).outcome();
                }
            }
            return new PaymentOutcome.Absent();
        } catch (StripeException e) {
            return new PaymentOutcome.Unknown(words(e));
        }
    }

    @Override
    public Sighting read(String gatewayObject) {
        try {
            PaymentIntent intent =
                    stripe.v1()
                            .paymentIntents()
                            .retrieve(
                                    gatewayObject,
                                    PaymentIntentRetrieveParams.builder()
                                            .addExpand(SETTLEMENT)
                                            .build());
            return new Sighting(ours(intent), outcome(intent));
        } catch (InvalidRequestException e) {
            return new Sighting(
                    null,
                    isFinal(e)
                            ? new PaymentOutcome.Absent()
                            : new PaymentOutcome.Unknown(words(e)));
        } catch (StripeException e) {
            return new Sighting(null, new PaymentOutcome.Unknown(words(e)));
        }
    }

    private static PaymentOutcome outcome(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" ->
                    new PaymentOutcome.Succeeded(
                            intent.getId(),
                            amount(intent.getAmountReceived(), intent.getCurrency()),
                            settlement(intent));
            case "requires_action" -> new PaymentOutcome.RequiresAction(intent.getId());
            case "processing", "requires_confirmation", "requires_capture" ->
                    new PaymentOutcome.Pending(intent.getId());
            case "requires_payment_method" ->
                    new PaymentOutcome.Declined(
                            intent.getId(), word(intent.getLastPaymentError(), "declined"));
            case "canceled" -> new PaymentOutcome.Declined(intent.getId(), "canceled");
            default -> new PaymentOutcome.Unknown(intent.getId() + " is " + intent.getStatus());
        };
    }

    private static @Nullable Settlement settlement(PaymentIntent intent) {
        Charge charge = intent.getLatestChargeObject();
        BalanceTransaction booking = charge == null ? null : charge.getBalanceTransactionObject();
        return booking == null
                ? null
                : new Settlement(
                        booking.getId(),
                        amount(booking.getAmount(), booking.getCurrency()),
                        amount(booking.getFee(), booking.getCurrency()));
    }

    private static @Nullable PaymentId ours(PaymentIntent intent) {
        String name = intent.getMetadata().get(OUR_NAME);
        return name == null
                ? null
                : ExternalId.parse(name, PaymentId.PREFIX, PaymentId::new).orElse(null);
    }

    /// Whether a request was refused for what it says, and not for when or how often it came.
    private static boolean isFinal(InvalidRequestException e) {
        Integer status = e.getStatusCode();
        return status != null && (status == 400 || status == 402 || status == 404);
    }

    private static RequestOptions keyed(String idempotencyKey) {
        return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
    }

    private static LedgerAmount amount(Long minorUnits, String currency) {
        return new LedgerAmount(
                minorUnits, Currency.getInstance(currency.toUpperCase(Locale.ROOT)));
    }

    private static String code(Currency currency) {
        return currency.getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    private static String code(StripeException e) {
        return word(e.getStripeError(), "refused");
    }

    /// The most exact word for why not.
    private static String word(@Nullable StripeError error, String otherwise) {
        if (error == null) return otherwise;
        if (error.getDeclineCode() != null) return error.getDeclineCode();
        return error.getCode() != null ? error.getCode() : otherwise;
    }

    private static String words(StripeException e) {
        return "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage());
    }
}
