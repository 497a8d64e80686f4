package gridfare.sandbox.stripe;

import java.util.Arrays;
import java.util.Optional;

/// Stripe's published test payment methods: what a card looks like and what happens to it.
enum TestCard {
    VISA("pm_card_visa", "visa", "4242424242424242", Fate.PAYS, ""),
    VISA_DEBIT("pm_card_visa_debit", "visa", "4000056655665556", Fate.PAYS, ""),
    MASTERCARD("pm_card_mastercard", "mastercard", "5555555555554444", Fate.PAYS, ""),
    BYPASS_PENDING("pm_card_bypassPending", "visa", "4000000000000077", Fate.PAYS, ""),
    DECLINED(
            "pm_card_chargeDeclined", "visa", "4000000000000002", Fate.DECLINES, "generic_decline"),
    VISA_DECLINED(
            "pm_card_visa_chargeDeclined",
            "visa",
            "4000000000000002",
            Fate.DECLINES,
            "generic_decline"),
    INSUFFICIENT_FUNDS(
            "pm_card_visa_chargeDeclinedInsufficientFunds",
            "visa",
            "4000000000009995",
            Fate.DECLINES,
            "insufficient_funds"),
    /// Can be attached to a customer, and declines every charge after that.
    CUSTOMER_FAIL(
            "pm_card_chargeCustomerFail",
            "visa",
            "4000000000000341",
            Fate.DECLINES_LATER,
            "generic_decline"),
    AUTHENTICATION_REQUIRED(
            "pm_card_authenticationRequired",
            "visa",
            "4000002760003184",
            Fate.DECLINES_LATER,
            "authentication_required");

    /// What happens to a card when it is attached, and when it is charged.
    enum Fate {
        PAYS,
        DECLINES,
        DECLINES_LATER
    }

    private final String id;
    private final String brand;
    private final String number;
    private final Fate fate;
    private final String declineCode;

    TestCard(String id, String brand, String number, Fate fate, String declineCode) {
        this.id = id;
        this.brand = brand;
        this.number = number;
        this.fate = fate;
        this.declineCode = declineCode;
    }

    static Optional<TestCard> byId(String id) {
        return Arrays.stream(values()).filter(card -> card.id.equals(id)).findFirst();
    }

    static Optional<TestCard> byNumber(String number) {
        return Arrays.stream(values()).filter(card -> card.number.equals(number)).findFirst();
    }

    /// `tok_visa` is the older name of `pm_card_visa`.
    static Optional<TestCard> byToken(String token) {
        return byId(token.replaceFirst("^tok_", "pm_card_"));
    }

    String brand() {
        return brand;
    }

    String last4() {
        return number.substring(number.length() - 4);
    }

    boolean attaches() {
        return fate != Fate.DECLINES;
    }

    boolean pays() {
        return fate == Fate.PAYS;
    }

    String code() {
        return declineCode.equals("authentication_required") ? declineCode : "card_declined";
    }

    String declineCode() {
        return declineCode;
    }
}
