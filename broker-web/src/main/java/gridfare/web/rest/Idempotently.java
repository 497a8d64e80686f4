package gridfare.web.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import gridfare.domain.idempotency.Idempotency;
import gridfare.domain.idempotency.IdempotencyKey;
import gridfare.domain.idempotency.Once;
import gridfare.domain.idempotency.Once.Fresh;
import gridfare.domain.idempotency.Once.InProgress;
import gridfare.domain.idempotency.Once.KeyReused;
import gridfare.domain.idempotency.Once.Replayed;
import gridfare.domain.idempotency.RequestHash;
import gridfare.domain.idempotency.StoredAnswer;
import gridfare.domain.party.Operator;
import gridfare.domain.party.Party;
import gridfare.web.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Carries a command out once for each `Idempotency-Key` of an organisation, or of an operator. A
/// repeated request gets the first answer again, marked `Idempotency-Replayed`; a refusal is not
/// kept, so its key stays free.
@RequestScoped
public class Idempotently {

    private static final String HEADER = "Idempotency-Key";

    @Inject Idempotency idempotency;

    @Inject HttpServletRequest request;

    /// @param body as it was sent; its fields' order counts
    /// @param deed calls one use case and says what came of it
    public Response answer(Party caller, @Nullable JsonNode body, Supplier<Response> deed) {
        return answer((key, hash, noted) -> idempotency.once(caller, key, hash, noted), body, deed);
    }

    /// The same for a command of the operator's.
    public Response answer(Operator caller, @Nullable JsonNode body, Supplier<Response> deed) {
        return answer((key, hash, noted) -> idempotency.once(caller, key, hash, noted), body, deed);
    }

    private interface OnceFor {
        Once once(IdempotencyKey key, RequestHash hash, Supplier<StoredAnswer> deed);
    }

    private Response answer(OnceFor caller, @Nullable JsonNode body, Supplier<Response> deed) {
        String sent = request.getHeader(HEADER);
        if (sent == null) {
            return Problem.response(
                    Status.BAD_REQUEST,
                    "idempotency-key-missing",
                    "Send an Idempotency-Key, and the same one when you try again.");
        }
        IdempotencyKey key;
        try {
            key = new IdempotencyKey(sent);
        } catch (IllegalArgumentException e) {
            return Problem.response(
                    Status.BAD_REQUEST, "idempotency-key-invalid", String.valueOf(e.getMessage()));
        }
        RequestHash hash =
                RequestHash.of(request.getMethod(), request.getRequestURI(), String.valueOf(body));
        AtomicReference<Response> first = new AtomicReference<>();
        Supplier<StoredAnswer> noted =
                () -> {
                    Response response = deed.get();
                    first.set(response);
                    return stored(response);
                };
        return switch (caller.once(key, hash, noted)) {
            case Fresh _ -> Objects.requireNonNull(first.get());
            case Replayed(var answer) ->
                    response(answer).header("Idempotency-Replayed", "true").build();
            case KeyReused() ->
                    Problem.of(
                                    422,
                                    "idempotency-key-reused",
                                    "This key was used for another request.")
                            .response();
            case InProgress() ->
                    Problem.of(
                                    Status.CONFLICT,
                                    "idempotency-in-progress",
                                    "The first request with this key is still being worked on.")
                            .responseBuilder()
                            .header("Retry-After", 1)
                            .build();
        };
    }

    private static StoredAnswer stored(Response response) {
        try {
            String body =
                    response.hasEntity()
                            ? Json.mapper().writeValueAsString(response.getEntity())
                            : "";
            URI location = response.getLocation();
            return response.getStatus() < 300
                    ? StoredAnswer.done(
                            response.getStatus(),
                            location == null ? null : location.toString(),
                            body)
                    : StoredAnswer.refused(response.getStatus(), body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON.", e);
        }
    }

    private static Response.ResponseBuilder response(StoredAnswer answer) {
        Response.ResponseBuilder response =
                Response.status(answer.status()).type(MediaType.APPLICATION_JSON);
        if (!answer.body().isEmpty()) {
            response.entity(answer.body());
        }
        if (answer.location() != null) {
            response.location(URI.create(answer.location()));
        }
        return response;
    }
}
