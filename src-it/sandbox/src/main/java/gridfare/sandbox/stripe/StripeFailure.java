package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import org.jspecify.annotations.Nullable;

/// An error as Stripe words it.
final class StripeFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode error;

    StripeFailure(int status, String type, @Nullable String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = Json.object().put("type", type).put("message", message);
        if (code != null) error.put("code", code);
    }

    static StripeFailure invalid(String message) {
        return new StripeFailure(400, "invalid_request_error", null, message);
    }

    static StripeFailure invalid(String code, String parameter, String message) {
        StripeFailure failure = new StripeFailure(400, "invalid_request_error", code, message);
        failure.error.put("param", parameter);
        return failure;
    }

    static StripeFailure missing(String parameter) {
        return invalid(
                "parameter_missing", parameter, "Missing required param: %s.".formatted(parameter));
    }

    static StripeFailure noSuch(String kind, String id) {
        StripeFailure failure =
                new StripeFailure(
                        404,
                        "invalid_request_error",
                        "resource_missing",
                        "No such %s: '%s'".formatted(kind, id));
        failure.error.put("param", "id");
        return failure;
    }

    static StripeFailure declined(TestCard card) {
        StripeFailure failure =
                new StripeFailure(402, "card_error", card.code(), "Your card was declined.");
        failure.error.put("decline_code", card.declineCode());
        return failure;
    }

    StripeFailure with(String name, ObjectNode value) {
        error.set(name, value);
        return this;
    }

    StripeFailure with(String name, String value) {
        error.put(name, value);
        return this;
    }

    /// What Stripe could know only by trying is kept for the idempotency key; what it refused to
    /// try is not.
    boolean keptForKey() {
        return status == 402 || status >= 500;
    }

    int status() {
        return status;
    }

    /// The word for the log: the code, or the type where there is none.
    String word() {
        return error.path("code").asText(error.path("type").asText());
    }

    ObjectNode error() {
        return error.deepCopy();
    }

    ObjectNode body() {
        ObjectNode body = Json.object();
        body.set("error", error());
        return body;
    }
}
