package gridfare.billing.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.Stripe;
import gridfare.billing.invoice.CollectPayments;
import gridfare.billing.stripe.StripeEvents.Received;
import gridfare.billing.stripe.WebhookAnswer.Rejected;
import gridfare.billing.stripe.WebhookAnswer.Seen;
import gridfare.billing.stripe.WebhookAnswer.Taken;
import gridfare.domain.clock.Wall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes in what Stripe tells. An event is stored before anything else, applied once, and only ever
/// a hint: the payment it tells of is read again and its present state recorded. So events may come
/// twice, late, in any order, and in another version of the interface.
@ApplicationScoped
public class StripeWebhook {

    private static final Logger LOG = System.getLogger(StripeWebhook.class.getName());

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StripeSettings settings;
    private final StripeEvents events;
    private final CollectPayments payments;
    private final InstantSource wall;

    @Inject
    public StripeWebhook(
            StripeSettings settings,
            StripeEvents events,
            CollectPayments payments,
            @Wall InstantSource wall) {
        this.settings = settings;
        this.events = events;
        this.payments = payments;
        this.wall = wall;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    protected StripeWebhook() {
        this(null, null, null, null);
    }

    /// One delivery. When this returns [Taken] the event is committed; what it leads to may still
    /// be on its way.
    ///
    /// @param rawBody as received, never parsed and written again
    /// @param signature the header `Stripe-Signature`
    public WebhookAnswer take(String rawBody, String signature) {
        Optional<String> problem =
                StripeSignature.problem(
                        rawBody, signature, settings.webhookSecrets(), wall.instant());
        if (problem.isPresent()) {
            return new Rejected(problem.get());
        }
        Optional<Received> event = read(rawBody);
        if (event.isEmpty()) {
            return new Rejected("No event.");
        }
        if (!events.store(event.get(), rawBody)) {
            return new Seen(event.get().id());
        }
        applyApart(event.get());
        return new Taken(event.get().id());
    }

    /// Job: applies what was stored and not applied, since the server was stopped or Stripe was
    /// silent.
    public void applyStored() {
        events.waiting().forEach(this::applyApart);
    }

    private void applyApart(Received event) {
        try {
            apply(event);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Event " + event.id() + " waits for the next run.", e);
        }
    }

    private void apply(Received event) {
        if (!Stripe.API_VERSION.equals(event.apiVersion())) {
            LOG.log(
                    Level.WARNING,
                    "Event {0} has version {1}, not {2}: only its object''s name is used.",
                    event.id(),
                    event.apiVersion(),
                    Stripe.API_VERSION);
        }
        if (event.paymentIntent() == null) {
            events.applied(event.id(), "not-a-payment");
            return;
        }
        switch (payments.look(event.paymentIntent())) {
            case RECORDED -> events.applied(event.id(), "recorded");
            case NOT_OURS -> events.applied(event.id(), "not-ours");
            case UNKNOWN ->
                    LOG.log(Level.WARNING, "Event {0}: its payment cannot be read.", event.id());
        }
    }

    /// Reads by hand and little: the library leaves the object empty for another version.
    private static Optional<Received> read(String body) {
        JsonNode event;
        try {
            event = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        String id = text(event, "id");
        String type = text(event, "type");
        if (id == null || type == null || !"event".equals(text(event, "object"))) {
            return Optional.empty();
        }
        return Optional.of(
                new Received(
                        id,
                        type,
                        text(event, "api_version"),
                        paymentIntent(event.path("data").path("object"))));
    }

    private static @Nullable String paymentIntent(JsonNode object) {
        return "payment_intent".equals(text(object, "object"))
                ? text(object, "id")
                : text(object, "payment_intent");
    }

    private static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() ? value.textValue() : null;
    }
}
