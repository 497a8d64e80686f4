package gridfare.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.sandbox.stripe.Webhooks;
import java.net.URI;

/// Shows Stripe's deliveries, repeats one, and says where they go.
public final class WebhookControl {

    private final Webhooks webhooks;

    public WebhookControl(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    JsonNode list() {
        return webhooks.list();
    }

    JsonNode set(JsonNode body) {
        String url = Fields.find(body, "url");
        webhooks.tell(
                url == null || url.isEmpty() ? null : URI.create(url), Fields.text(body, "secret"));
        return ControlWire.done();
    }

    JsonNode resend(String eventId) {
        webhooks.resend(eventId);
        return ControlWire.done();
    }
}
