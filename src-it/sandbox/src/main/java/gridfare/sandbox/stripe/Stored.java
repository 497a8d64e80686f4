package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An object of Stripe's as it is kept. `number` rises with creation; `body` is not changed in
/// place.
record Stored(long number, String kind, ObjectNode body) {

    String id() {
        return body.get("id").asText();
    }
}
