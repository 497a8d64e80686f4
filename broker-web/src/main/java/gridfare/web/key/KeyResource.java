package gridfare.web.key;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.domain.key.ApiKey;
import gridfare.domain.key.ApiKeyId;
import gridfare.domain.key.KeyCreation;
import gridfare.domain.key.KeyCreation.Created;
import gridfare.domain.key.KeyCreation.RoleTooHigh;
import gridfare.domain.key.KeyCreation.TooManyKeys;
import gridfare.domain.key.KeyRevocation;
import gridfare.domain.key.KeyRevocation.NoSuchKey;
import gridfare.domain.key.KeyRevocation.Revoked;
import gridfare.domain.key.ManageApiKeys;
import gridfare.domain.party.Role;
import gridfare.web.problem.Problem;
import gridfare.web.rest.Fields;
import gridfare.web.rest.Idempotently;
import gridfare.web.rest.Items;
import gridfare.web.rest.PageQuery;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// API keys over HTTP. The answer that is kept under the idempotency key has no secret, so a
/// repeated request is answered without it: who lost the first answer revokes that key and makes
/// another.
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"owner", "admin"})
@Tag(name = "Organisation")
public class KeyResource {

    @Inject ManageApiKeys manageApiKeys;
    @Inject Idempotently idempotently;
    @Inject Caller caller;

    @GET
    @Operation(summary = "The organisation's API keys, newest first, without their secrets")
    public Items<KeyReply> list(@BeanParam PageQuery page) {
        return Items.page(
                manageApiKeys.list(
                        caller.party(),
                        page.limit() + 1,
                        page.after().map(ApiKeyId::new).orElse(null)),
                page,
                key -> key.id().uuid(),
                KeyReply::of);
    }

    @POST
    @Operation(
            summary = "Make an API key",
            description =
                    "The secret is in this answer and in no other: a repeated request is answered"
                            + " without it.")
    public Response create(@Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        String name = fields.text("name", ApiKey.LONGEST_NAME);
        Role role = fields.choice("role", Role.class, Role.VIEWER);
        for (String required : new String[] {"name", "role"}) {
            if (!fields.has(required)) {
                fields.fault(required, "required", "A key has a name and a role.");
            }
        }
        fields.nothingElse();
        if (name == null || !fields.errors().isEmpty()) {
            return Problem.invalid(fields.errors()).response();
        }
        AtomicReference<Created> made = new AtomicReference<>();
        Response kept =
                idempotently.answer(
                        caller.party(),
                        body,
                        () -> {
                            KeyCreation creation = manageApiKeys.create(caller.party(), name, role);
                            if (creation instanceof Created created) {
                                made.set(created);
                            }
                            return withoutSecret(creation);
                        });
        Created created = made.get();
        return created == null
                ? kept
                : Response.fromResponse(kept)
                        .entity(KeyReply.revealing(created.key(), created.token()))
                        .header("Cache-Control", "no-store")
                        .build();
    }

    private static Response withoutSecret(KeyCreation creation) {
        return switch (creation) {
            case Created(var key, var token) ->
                    Response.created(URI.create("/api/v1/api-keys/" + key.id().external()))
                            .entity(KeyReply.of(key))
                            .build();
            case KeyCreation.MayNotManageKeys() -> forbidden();
            case RoleTooHigh(var own) ->
                    Problem.response(
                            Status.FORBIDDEN,
                            "role-too-high",
                            "You are %s: a key may not do more than you.".formatted(own));
            case TooManyKeys(var most) ->
                    Problem.response(
                            Status.CONFLICT,
                            "too-many-keys",
                            "You have %d keys: revoke one first.".formatted(most));
        };
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One API key, without its secret")
    public Response find(@PathParam("id") ApiKeyId id) {
        return manageApiKeys
                .find(caller.party(), id)
                .map(key -> Response.ok(KeyReply.of(key)).build())
                .orElseGet(KeyResource::unknown);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke an API key: from now on it opens nothing")
    public Response revoke(@PathParam("id") ApiKeyId id) {
        return switch (manageApiKeys.revoke(caller.party(), id)) {
            case Revoked() -> Response.noContent().build();
            case NoSuchKey() -> unknown();
            case KeyRevocation.MayNotManageKeys() -> forbidden();
        };
    }

    private static Response unknown() {
        return Problem.response(Status.NOT_FOUND, "not-found", "There is no such key.");
    }

    private static Response forbidden() {
        return Problem.response(
                Status.FORBIDDEN,
                "forbidden",
                "Owners and admins manage keys themselves; a key manages none.");
    }
}
