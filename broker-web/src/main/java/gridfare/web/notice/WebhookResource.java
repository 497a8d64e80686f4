package gridfare.web.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import gridfare.domain.notice.ManageWebhooks;
import gridfare.domain.notice.Webhook;
import gridfare.domain.notice.WebhookCreation;
import gridfare.domain.notice.WebhookCreation.Created;
import gridfare.domain.notice.WebhookId;
import gridfare.web.problem.Problem;
import gridfare.web.rest.Fields;
import gridfare.web.rest.Idempotently;
import gridfare.web.rest.Items;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Where an organisation's programs are told. The secret is in the answer that makes an address and
/// in no other.
@Path("/v1/webhook-endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"owner", "admin"})
@Tag(name = "Organisation")
public class WebhookResource {

    private static final int LONGEST_URL = 500;
    private static final int MOST_DELIVERIES = 100;

    @Inject ManageWebhooks manageWebhooks;
    @Inject Idempotently idempotently;
    @Inject Caller caller;

    record EndpointReply(WebhookId id, String url, Instant createdAt) {

        static EndpointReply of(Webhook webhook) {
            return new EndpointReply(webhook.id(), webhook.url(), webhook.createdAt());
        }
    }

    /// @param secret signs each message: `Gridfare-Signature: t=…,v1=…`
    record CreatedReply(WebhookId id, String url, Instant createdAt, String secret) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DeliveryReply(
            UUID notice,
            String kind,
            String state,
            int attempts,
            @Nullable Instant deliveredAt,
            @Nullable String failure) {}

    @GET
    @Operation(summary = "The organisation's webhook addresses, without their secrets")
    public Items<EndpointReply> list() {
        return Items.all(
                manageWebhooks.list(caller.party()).stream().map(EndpointReply::of).toList());
    }

    @POST
    @Operation(summary = "Add a webhook address")
    public Response create(@Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        String text = fields.text("url", LONGEST_URL);
        URI url = text == null ? null : uri(text);
        if (url == null && fields.errors().isEmpty()) {
            fields.fault("url", "value", "An https address is expected.");
        }
        fields.nothingElse();
        if (url == null || !fields.errors().isEmpty()) {
            return Problem.invalid(fields.errors()).response();
        }
        AtomicReference<Created> made = new AtomicReference<>();
        Response kept =
                idempotently.answer(
                        caller.party(),
                        body,
                        () -> {
                            WebhookCreation creation = manageWebhooks.create(caller.party(), url);
                            if (creation instanceof Created created) {
                                made.set(created);
                            }
                            return withoutSecret(creation);
                        });
        Created created = made.get();
        if (created == null) {
            return kept;
        }
        Webhook webhook = created.webhook();
        return Response.fromResponse(kept)
                .entity(
                        new CreatedReply(
                                webhook.id(), webhook.url(), webhook.createdAt(), created.secret()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response withoutSecret(WebhookCreation creation) {
        return switch (creation) {
            case Created(var webhook, var secret) ->
                    Response.created(
                                    URI.create(
                                            "/api/v1/webhook-endpoints/" + webhook.id().external()))
                            .entity(EndpointReply.of(webhook))
                            .build();
            case WebhookCreation.NotAllowed() ->
                    Problem.of(
                                    422,
                                    "endpoint-not-allowed",
                                    "This address cannot be reached from here.")
                            .response();
            case WebhookCreation.TooMany(var most) ->
                    Problem.response(
                            Status.CONFLICT,
                            "too-many-endpoints",
                            "You have %d addresses: remove one first.".formatted(most));
            case WebhookCreation.MayNotManage() ->
                    Problem.response(
                            Status.FORBIDDEN, "forbidden", "Your role does not allow this.");
        };
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Remove a webhook address")
    public Response remove(@PathParam("id") WebhookId id) {
        return manageWebhooks.remove(caller.party(), id)
                ? Response.noContent().build()
                : noSuchAddress();
    }

    @GET
    @Path("/{id}/deliveries")
    @Operation(summary = "What became of the newest messages to an address")
    public Response deliveries(@PathParam("id") WebhookId id) {
        if (manageWebhooks.list(caller.party()).stream().noneMatch(own -> own.id().equals(id))) {
            return noSuchAddress();
        }
        return Response.ok(
                        Items.all(
                                manageWebhooks
                                        .deliveries(caller.party(), id, MOST_DELIVERIES)
                                        .stream()
                                        .map(WebhookResource::reply)
                                        .toList()))
                .build();
    }

    private static DeliveryReply reply(ManageWebhooks.Delivery one) {
        return new DeliveryReply(
                one.notice(),
                one.kind(),
                one.state(),
                one.attempts(),
                one.deliveredAt(),
                one.failure());
    }

    private static Response noSuchAddress() {
        return Problem.response(Status.NOT_FOUND, "not-found", "There is no such webhook address.");
    }

    private static @Nullable URI uri(String text) {
        try {
            URI url = new URI(text);
            return "https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
