package gridfare.sandbox.stripe;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What Stripe demands of amounts, and what it takes of them. In minor units.
final class Currencies {

    private static final Map<String, Long> LEAST =
            Map.of("usd", 50L, "eur", 50L, "cny", 400L, "jpy", 50L, "gbp", 30L, "hkd", 400L);
    private static final long LEAST_OTHERWISE = 50;
    private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");
    private static final long MOST = 99_999_999;
    private static final long FEE_PER_TEN_THOUSAND = 290;
    private static final long FIXED_FEE = 30;

    private Currencies() {}

    static String check(String currency, long amount) {
        String code = currency.toLowerCase(Locale.ROOT);
        if (!code.matches("[a-z]{3}")) {
            throw StripeFailure.invalid(
                    "parameter_invalid_string", "currency", "Invalid currency: " + currency);
        }
        if (amount < LEAST.getOrDefault(code, LEAST_OTHERWISE)) {
            throw StripeFailure.invalid(
                    "amount_too_small",
                    "amount",
                    "Amount must be no less than the minimum charge amount.");
        }
        if (amount > MOST) {
            throw StripeFailure.invalid(
                    "amount_too_large", "amount", "Amount must be no more than 999,999.99.");
        }
        if (THREE_DECIMALS.contains(code) && amount % 10 != 0) {
            throw StripeFailure.invalid(
                    "invalid_three_decimal_amount",
                    "amount",
                    "Amounts of three-decimal currencies end in 0.");
        }
        return code;
    }

    /// 2.9 % rounded half up, and 30 minor units.
    static long fee(long amount) {
        return (amount * FEE_PER_TEN_THOUSAND + 5_000) / 10_000 + FIXED_FEE;
    }
}
