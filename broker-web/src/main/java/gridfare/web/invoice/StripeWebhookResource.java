package gridfare.web.invoice;

import gridfare.billing.stripe.StripeWebhook;
import gridfare.billing.stripe.WebhookAnswer.Rejected;
import gridfare.billing.stripe.WebhookAnswer.Seen;
import gridfare.billing.stripe.WebhookAnswer.Taken;
import gridfare.web.problem.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Where Stripe delivers its events. It shows no token: each delivery proves itself by the
/// signature over its raw body, which is why the body is taken as text and read by nobody before
/// that.
@Path("/stripe/webhook")
public class StripeWebhookResource {

    @Inject StripeWebhook webhook;

    @POST
    @PermitAll
    @Operation(hidden = true)
    public Response take(@HeaderParam("Stripe-Signature") @Nullable String signature, String body) {
        if (signature == null) {
            return rejected("There is no Stripe-Signature.");
        }
        return switch (webhook.take(body, signature)) {
            case Taken taken -> Response.ok().build();
            case Seen seen -> Response.ok().build();
            case Rejected(var why) -> rejected(why);
        };
    }

    private static Response rejected(String why) {
        return Problem.response(Status.BAD_REQUEST, "signature-invalid", why);
    }
}
