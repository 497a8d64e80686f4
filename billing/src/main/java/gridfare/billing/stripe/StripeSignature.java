package gridfare.billing.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Whether a webhook's body comes from Stripe, and now. The header is
/// `t=<seconds>,v1=<hex>[,v1=…]`, each `v1` an HMAC-SHA256 of `<seconds>.<body>` under a secret
/// (https://docs.stripe.com/webhooks#verify-manually).
///
/// stripe-java's own check takes a time in the future for good; this one looks both ways.
final class StripeSignature {

    /// How far the header's time may be from ours, either way.
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private StripeSignature() {}

    /// @param body as received, byte for byte
    /// @param secrets any of them may have signed
    /// @param now wall time
    /// @return what is wrong; empty if nothing is
    static Optional<String> problem(String body, String header, List<String> secrets, Instant now) {
        Long seconds = null;
        List<byte[]> signatures = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) continue;
            String value = part.substring(equals + 1).trim();
            switch (part.substring(0, equals).trim()) {
                case "t" -> seconds = seconds(value);
                case "v1" -> signature(value).ifPresent(signatures::add);
                default -> {} // other schemes are not ours to read
            }
        }
        if (seconds == null || signatures.isEmpty()) {
            return Optional.of("The signature header has no time or no v1 signature.");
        }
        if (secrets.stream().noneMatch(signs(seconds, body, signatures))) {
            return Optional.of("No secret of ours made this signature.");
        }
        Duration apart = Duration.between(Instant.ofEpochSecond(seconds), now).abs();
        if (apart.compareTo(TOLERANCE) > 0) {
            return Optional.of("Signed %d s away from now.".formatted(apart.toSeconds()));
        }
        return Optional.empty();
    }

    private static Predicate<String> signs(long seconds, String body, List<byte[]> signatures) {
        String signed = seconds + "." + body;
        return secret -> {
            byte[] expected = hmac(secret, signed);
            boolean found = false;
            for (byte[] signature : signatures) {
                found |= MessageDigest.isEqual(expected, signature);
            }
            return found;
        };
    }

    private static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256.", e);
        }
    }

    private static @Nullable Long seconds(String text) {
        return text.matches("[0-9]{1,11}") ? Long.valueOf(text) : null;
    }

    private static Optional<byte[]> signature(String hex) {
        return hex.matches("[0-9a-f]{64}")
                ? Optional.of(HexFormat.of().parseHex(hex))
                : Optional.empty();
    }
}
