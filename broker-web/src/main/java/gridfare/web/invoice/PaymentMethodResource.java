package gridfare.web.invoice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import gridfare.billing.invoice.MethodAnswer.Added;
import gridfare.billing.invoice.MethodAnswer.Adding;
import gridfare.billing.invoice.MethodAnswer.MayNotPay;
import gridfare.billing.invoice.MethodAnswer.Refused;
import gridfare.billing.invoice.PaymentMethods;
import gridfare.domain.invoice.PaymentMethod;
import gridfare.domain.invoice.PaymentMethodId;
import gridfare.web.problem.Problem;
import gridfare.web.rest.Fields;
import gridfare.web.rest.Items;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Ways to pay over HTTP. Card data never comes here: only the token that Stripe's own form gave.
@Path("/v1/payment-methods")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Invoices")
public class PaymentMethodResource {

    private static final int LONGEST_TOKEN = 255;

    @Inject PaymentMethods paymentMethods;
    @Inject Caller caller;

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record MethodReply(
            PaymentMethodId id,
            String state,
            @Nullable String brand,
            @Nullable String lastDigits,
            Instant addedAt) {

        static MethodReply of(PaymentMethod method) {
            return new MethodReply(
                    method.id(),
                    method.state().name(),
                    method.brand().orElse(null),
                    method.lastDigits().orElse(null),
                    method.addedAt());
        }
    }

    @GET
    @RolesAllowed({"owner", "admin", "billing"})
    @Operation(summary = "The organisation's ways to pay, newest first")
    public Items<MethodReply> list() {
        return Items.all(
                paymentMethods.list(caller.party()).stream().map(MethodReply::of).toList());
    }

    @POST
    @RolesAllowed({"owner", "admin", "billing"})
    @Operation(summary = "Add a way to pay by its token")
    public Response add(@Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        String token = fields.text("token", LONGEST_TOKEN);
        if (token == null && !fields.has("token")) {
            fields.fault("token", "required", "The token that Stripe's form gave.");
        }
        fields.nothingElse();
        if (token == null || !fields.errors().isEmpty()) {
            return Problem.invalid(fields.errors()).response();
        }
        return switch (paymentMethods.add(caller.party(), token)) {
            case Added(var method) -> Response.status(201).entity(MethodReply.of(method)).build();
            case Adding(var method) -> Response.accepted(MethodReply.of(method)).build();
            case Refused(var code) ->
                    Problem.response(
                            Status.PAYMENT_REQUIRED, "card-declined", "Declined: " + code + ".");
            case MayNotPay() ->
                    Problem.response(
                            Status.FORBIDDEN, "forbidden", "Your role does not allow this.");
        };
    }
}
