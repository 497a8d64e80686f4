package gridfare.sandbox.stripe;

/// Kinds of objects: Stripe's word for them, and how their ids begin.
enum Kind {
    CUSTOMER("customer", "cus_"),
    PAYMENT_METHOD("payment_method", "pm_"),
    PAYMENT_INTENT("payment_intent", "pi_"),
    CHARGE("charge", "ch_"),
    BALANCE_TRANSACTION("balance_transaction", "txn_"),
    EVENT("event", "evt_");

    private final String word;
    private final String prefix;

    Kind(String word, String prefix) {
        this.word = word;
        this.prefix = prefix;
    }

    String word() {
        return word;
    }

    String prefix() {
        return prefix;
    }
}
