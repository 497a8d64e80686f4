package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Keys and values of the caller's on an object.
final class Metadata {

    private Metadata() {}

    /// Adds those sent to those there; an empty value removes a key, as Stripe has it.
    static void merge(ObjectNode object, Form form) {
        ObjectNode metadata =
                object.get("metadata") instanceof ObjectNode there
                        ? there
                        : object.putObject("metadata");
        form.nested("metadata")
                .texts()
                .forEach((key, value) -> {
                    if (key.length() > 40 || value.length() > 500) {
                        throw StripeFailure.invalid(
                                "parameter_invalid_string_too_long",
                                "metadata",
                                "Metadata keys have up to 40 characters, values 500.");
                    }
                    if (value.isEmpty()) {
                        metadata.remove(key);
                    } else {
                        metadata.put(key, value);
                    }
                });
    }
}
