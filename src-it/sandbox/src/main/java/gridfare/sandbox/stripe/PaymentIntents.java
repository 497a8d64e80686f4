package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Attempts to be paid, from the amount asked to the charge made.
final class PaymentIntents {

    private static final Set<String> CONFIRMABLE =
            Set.of("requires_payment_method", "requires_confirmation");
    private static final Set<String> CANCELLABLE =
            Set.of(
                    "requires_payment_method",
                    "requires_confirmation",
                    "requires_action",
                    "requires_capture");

    private final PaymentMethods methods = new PaymentMethods();
    private final Charges charges = new Charges();

    ObjectNode create(Work work, Form form) {
        Long amount = form.number("amount");
        if (amount == null) throw StripeFailure.missing("amount");
        String currency = Currencies.check(form.require("currency"), amount);
        String customer = form.find("customer");
        if (customer != null) work.get(Kind.CUSTOMER, customer);
        if (form.has("off_session") && !form.flag("confirm")) {
            throw StripeFailure.invalid(
                    "parameter_unknown",
                    "off_session",
                    "off_session can only be used together with confirm.");
        }
        ObjectNode intent = work.create(Kind.PAYMENT_INTENT);
        String capture = form.find("capture_method");
        intent.put("client_secret", StripeIds.next(intent.get("id").asText() + "_secret_"))
                .put("amount", amount)
                .put("amount_capturable", 0)
                .put("amount_received", 0)
                .put("currency", currency)
                .put("customer", customer)
                .put("capture_method", capture == null ? "automatic_async" : capture)
                .put("confirmation_method", "automatic")
                .put("description", form.find("description"))
                .put("receipt_email", form.find("receipt_email"))
                .put("setup_future_usage", form.find("setup_future_usage"))
                .put("statement_descriptor", form.find("statement_descriptor"))
                .put("transfer_group", form.find("transfer_group"))
                .putNull("latest_charge")
                .putNull("payment_method")
                .putNull("last_payment_error")
                .putNull("next_action")
                .putNull("canceled_at")
                .putNull("cancellation_reason");
        intent.putArray("payment_method_types").add("card");
        Metadata.merge(intent, form);
        choose(work, intent, form);
        work.put(Kind.PAYMENT_INTENT, intent);
        work.event("payment_intent.created", intent);
        return form.flag("confirm") ? pay(work, intent) : intent;
    }

    ObjectNode update(Work work, String id, Form form) {
        ObjectNode intent = work.get(Kind.PAYMENT_INTENT, id);
        Long amount = form.number("amount");
        if (amount != null) {
            require(intent, CONFIRMABLE, "update the amount of");
            Currencies.check(intent.get("currency").asText(), amount);
            intent.put("amount", amount);
        }
        if (form.has("description")) intent.put("description", form.find("description"));
        Metadata.merge(intent, form);
        choose(work, intent, form);
        work.put(Kind.PAYMENT_INTENT, intent);
        return intent;
    }

    ObjectNode confirm(Work work, String id, Form form) {
        ObjectNode intent = work.get(Kind.PAYMENT_INTENT, id);
        require(intent, CONFIRMABLE, "confirm");
        choose(work, intent, form);
        return pay(work, intent);
    }

    /// Takes the payment method named, if any, and the state that follows from having one.
    private void choose(Work work, ObjectNode intent, Form form) {
        String id = form.find("payment_method");
        if (id != null) {
            ObjectNode method = methods.resolve(work, id);
            checkOwner(intent, method);
            intent.put("payment_method", method.get("id").asText());
        }
        if (!intent.has("status") || CONFIRMABLE.contains(intent.get("status").asText())) {
            intent.put(
                    "status",
                    intent.hasNonNull("payment_method")
                            ? "requires_confirmation"
                            : "requires_payment_method");
        }
    }

    private static void checkOwner(ObjectNode intent, ObjectNode method) {
        if (!method.hasNonNull("customer")) return;
        if (!method.get("customer").equals(intent.get("customer"))) {
            throw StripeFailure.invalid(
                    "payment_method",
                    "payment_method",
                    "The PaymentMethod %s belongs to a Customer. Please include that Customer in the customer parameter."
                            .formatted(method.get("id").asText()));
        }
    }

    private ObjectNode pay(Work work, ObjectNode intent) {
        if (!intent.hasNonNull("payment_method")) {
            throw StripeFailure.invalid(
                    "payment_intent_unexpected_state",
                    "payment_method",
                    "You cannot confirm this PaymentIntent because it's missing a payment method.");
        }
        ObjectNode method = work.get(Kind.PAYMENT_METHOD, intent.get("payment_method").asText());
        TestCard card = PaymentMethods.card(method);
        if (!card.pays()) throw decline(work, intent, method, card);
        boolean capture = !"manual".equals(intent.get("capture_method").asText());
        ObjectNode charge = charges.succeeded(work, intent, method, capture);
        intent.put("latest_charge", charge.get("id").asText())
                .put("status", capture ? "succeeded" : "requires_capture")
                .putNull("last_payment_error");
        if (capture) {
            intent.put("amount_received", intent.get("amount").asLong());
        } else {
            intent.put("amount_capturable", intent.get("amount").asLong());
        }
        work.put(Kind.PAYMENT_INTENT, intent);
        work.event(
                capture ? "payment_intent.succeeded" : "payment_intent.amount_capturable_updated",
                intent);
        return intent;
    }

    /// The intent stays, and may be confirmed with another card.
    private StripeFailure decline(Work work, ObjectNode intent, ObjectNode method, TestCard card) {
        ObjectNode charge = charges.failed(work, intent, method, card);
        StripeFailure declined =
                StripeFailure.declined(card)
                        .with("charge", charge.get("id").asText())
                        .with("payment_method", method);
        intent.put("latest_charge", charge.get("id").asText())
                .put("status", "requires_payment_method")
                .putNull("payment_method");
        intent.set("last_payment_error", declined.error());
        work.put(Kind.PAYMENT_INTENT, intent);
        work.event("payment_intent.payment_failed", intent);
        return declined.with("payment_intent", intent);
    }

    ObjectNode capture(Work work, String id, Form form) {
        ObjectNode intent = work.get(Kind.PAYMENT_INTENT, id);
        require(intent, Set.of("requires_capture"), "capture");
        long capturable = intent.get("amount_capturable").asLong();
        Long wanted = form.number("amount_to_capture");
        long amount = wanted == null ? capturable : wanted;
        if (amount < 1 || amount > capturable) {
            throw StripeFailure.invalid(
                    "amount_too_large",
                    "amount_to_capture",
                    "The amount to capture is more than can be captured.");
        }
        charges.capture(work, intent.get("latest_charge").asText(), amount);
        intent.put("amount_received", amount)
                .put("amount_capturable", 0)
                .put("status", "succeeded");
        work.put(Kind.PAYMENT_INTENT, intent);
        work.event("payment_intent.succeeded", intent);
        return intent;
    }

    ObjectNode cancel(Work work, String id, Form form) {
        ObjectNode intent = work.get(Kind.PAYMENT_INTENT, id);
        require(intent, CANCELLABLE, "cancel");
        @Nullable String reason = form.find("cancellation_reason");
        if (reason != null
                && !List.of("duplicate", "fraudulent", "requested_by_customer", "abandoned")
                        .contains(reason)) {
            throw StripeFailure.invalid(
                    "parameter_unknown", "cancellation_reason", "Invalid reason: " + reason);
        }
        intent.put("status", "canceled")
                .put("canceled_at", work.created())
                .put("cancellation_reason", reason)
                .put("amount_capturable", 0);
        work.put(Kind.PAYMENT_INTENT, intent);
        work.event("payment_intent.canceled", intent);
        return intent;
    }

    private static void require(ObjectNode intent, Set<String> states, String what) {
        String status = intent.get("status").asText();
        if (!states.contains(status)) {
            throw new StripeFailure(
                            400,
                            "invalid_request_error",
                            "payment_intent_unexpected_state",
                            "You cannot %s this PaymentIntent because it has a status of %s."
                                    .formatted(what, status))
                    .with("payment_intent", intent);
        }
    }
}
