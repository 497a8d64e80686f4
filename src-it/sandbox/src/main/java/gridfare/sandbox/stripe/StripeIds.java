package gridfare.sandbox.stripe;

import java.security.SecureRandom;

/// Ids in Stripe's style: a prefix and 24 letters and digits.
final class StripeIds {

    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private StripeIds() {}

    static String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) id.append(ALPHABET.charAt(RANDOM.nextInt(62)));
        return id.toString();
    }
}
