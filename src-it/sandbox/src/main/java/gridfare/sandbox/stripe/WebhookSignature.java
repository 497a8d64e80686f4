package gridfare.sandbox.stripe;

import gridfare.sandbox.http.Hashes;
import java.time.Instant;
import java.util.List;

/// The header `Stripe-Signature: t=…,v1=…`, with one `v1` per secret while a secret is being
/// changed.
final class WebhookSignature {

    private WebhookSignature() {}

    static String header(List<String> secrets, Instant at, String payload) {
        StringBuilder header = new StringBuilder("t=").append(at.getEpochSecond());
        for (String secret : secrets) {
            header.append(",v1=").append(hmac(secret, at, payload));
        }
        return header.toString();
    }

    private static String hmac(String secret, Instant at, String payload) {
        return Hashes.hex(
                Hashes.hmacSha256(Hashes.utf8(secret), at.getEpochSecond() + "." + payload));
    }
}
