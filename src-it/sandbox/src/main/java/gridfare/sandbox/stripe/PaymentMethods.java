package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Cards. A test id such as `pm_card_visa` stands for a new card each time it is used.
final class PaymentMethods {

    private static final int EXPIRY_YEAR = 2034;
    private static final int EXPIRY_MONTH = 12;

    ObjectNode create(Work work, Form form) {
        if (!"card".equals(form.require("type"))) {
            throw StripeFailure.invalid(
                    "parameter_unknown", "type", "The sandbox knows cards only.");
        }
        Form card = form.nested("card");
        String token = card.find("token");
        TestCard test =
                (token != null
                                ? TestCard.byToken(token)
                                : TestCard.byNumber(card.require("number")))
                        .orElseThrow(() ->
                                new StripeFailure(
                                        402,
                                        "card_error",
                                        "incorrect_number",
                                        "Your card number is incorrect."));
        ObjectNode method = create(work, test);
        Metadata.merge(method, form);
        work.put(Kind.PAYMENT_METHOD, method);
        return method;
    }

    private static ObjectNode create(Work work, TestCard test) {
        ObjectNode method =
                work.create(Kind.PAYMENT_METHOD).put("type", "card").putNull("customer");
        method.putObject("metadata");
        method.putObject("billing_details")
                .putNull("email")
                .putNull("name")
                .putNull("phone")
                .putNull("address");
        method.putObject("card")
                .put("brand", test.brand())
                .put("country", "US")
                .put("exp_month", EXPIRY_MONTH)
                .put("exp_year", EXPIRY_YEAR)
                .put("fingerprint", "sandbox_" + test.last4())
                .put("funding", "credit")
                .put("last4", test.last4());
        work.put(Kind.PAYMENT_METHOD, method);
        return method;
    }

    /// The card meant by an id, which may be a test id.
    ObjectNode resolve(Work work, String id) {
        return TestCard.byId(id)
                .map(test -> create(work, test))
                .orElseGet(() -> work.get(Kind.PAYMENT_METHOD, id));
    }

    ObjectNode attach(Work work, String id, Form form) {
        String customer = form.require("customer");
        work.get(Kind.CUSTOMER, customer);
        ObjectNode method = resolve(work, id);
        String owner = method.path("customer").asText("");
        if (method.hasNonNull("customer") && !owner.equals(customer)) {
            throw StripeFailure.invalid(
                    "payment_method_unexpected_state",
                    "payment_method",
                    "The payment method you provided has already been attached to a customer.");
        }
        TestCard card = card(method);
        if (!card.attaches()) throw StripeFailure.declined(card);
        method.put("customer", customer);
        work.put(Kind.PAYMENT_METHOD, method);
        work.event("payment_method.attached", method);
        return method;
    }

    ObjectNode detach(Work work, String id) {
        ObjectNode method = work.get(Kind.PAYMENT_METHOD, id);
        if (!method.hasNonNull("customer")) {
            throw StripeFailure.invalid("The payment method is not attached to a customer.");
        }
        method.putNull("customer");
        work.put(Kind.PAYMENT_METHOD, method);
        work.event("payment_method.detached", method);
        return method;
    }

    ObjectNode update(Work work, String id, Form form) {
        ObjectNode method = work.get(Kind.PAYMENT_METHOD, id);
        Metadata.merge(method, form);
        work.put(Kind.PAYMENT_METHOD, method);
        return method;
    }

    /// How this card behaves: its last four digits tell.
    static TestCard card(ObjectNode method) {
        String last4 = method.path("card").path("last4").asText();
        for (TestCard card : TestCard.values()) if (card.last4().equals(last4)) return card;
        throw new IllegalStateException("No test card ends in " + last4);
    }
}
