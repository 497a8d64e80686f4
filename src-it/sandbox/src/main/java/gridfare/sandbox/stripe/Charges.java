package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Money taken from cards, and what Stripe keeps of it.
final class Charges {

    private static final long SECONDS_UNTIL_AVAILABLE = 2L * 24 * 3_600;

    ObjectNode succeeded(Work work, ObjectNode intent, ObjectNode method, boolean captured) {
        ObjectNode charge = charge(work, intent, method);
        charge.put("status", "succeeded").put("paid", true).put("captured", captured);
        charge.putObject("outcome")
                .put("network_status", "approved_by_network")
                .put("risk_level", "normal")
                .put("type", "authorized");
        if (captured) settle(work, charge, charge.get("amount").asLong());
        work.put(Kind.CHARGE, charge);
        work.event("charge.succeeded", charge);
        return charge;
    }

    ObjectNode failed(Work work, ObjectNode intent, ObjectNode method, TestCard card) {
        ObjectNode charge = charge(work, intent, method);
        charge.put("status", "failed")
                .put("paid", false)
                .put("captured", false)
                .put("failure_code", card.code())
                .put("failure_message", "Your card was declined.");
        charge.putObject("outcome")
                .put("network_status", "declined_by_network")
                .put("reason", card.declineCode())
                .put("risk_level", "normal")
                .put("type", "issuer_declined");
        work.put(Kind.CHARGE, charge);
        work.event("charge.failed", charge);
        return charge;
    }

    void capture(Work work, String id, long amount) {
        ObjectNode charge = work.get(Kind.CHARGE, id);
        charge.put("captured", true);
        settle(work, charge, amount);
        work.put(Kind.CHARGE, charge);
        work.event("charge.captured", charge);
    }

    private static ObjectNode charge(Work work, ObjectNode intent, ObjectNode method) {
        ObjectNode charge = work.create(Kind.CHARGE);
        charge.put("amount", intent.get("amount").asLong())
                .put("amount_captured", 0)
                .put("amount_refunded", 0)
                .put("refunded", false)
                .put("disputed", false)
                .put("currency", intent.get("currency").asText())
                .put("payment_intent", intent.get("id").asText())
                .put("payment_method", method.get("id").asText())
                .putNull("balance_transaction")
                .putNull("failure_code")
                .putNull("failure_message");
        charge.set("customer", intent.get("customer"));
        charge.set("description", intent.get("description"));
        charge.set("metadata", intent.get("metadata").deepCopy());
        charge.set("transfer_group", intent.get("transfer_group"));
        charge.set("billing_details", method.get("billing_details").deepCopy());
        ObjectNode details = charge.putObject("payment_method_details").put("type", "card");
        details.set("card", method.get("card").deepCopy());
        return charge;
    }

    private static void settle(Work work, ObjectNode charge, long amount) {
        long fee = Currencies.fee(amount);
        String currency = charge.get("currency").asText();
        ObjectNode settled = work.create(Kind.BALANCE_TRANSACTION);
        settled.put("amount", amount)
                .put("available_on", work.created() + SECONDS_UNTIL_AVAILABLE)
                .put("currency", currency)
                .put("description", charge.path("description").asText(null))
                .put("fee", fee)
                .put("net", amount - fee)
                .put("reporting_category", "charge")
                .put("source", charge.get("id").asText())
                .put("status", "pending")
                .put("type", "charge");
        settled.putArray("fee_details")
                .addObject()
                .put("amount", fee)
                .put("currency", currency)
                .put("description", "Stripe processing fees")
                .put("type", "stripe_fee");
        work.put(Kind.BALANCE_TRANSACTION, settled);
        charge.put("amount_captured", amount)
                .put("balance_transaction", settled.get("id").asText());
    }
}
