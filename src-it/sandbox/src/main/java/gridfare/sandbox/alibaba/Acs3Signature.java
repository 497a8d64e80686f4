package gridfare.sandbox.alibaba;

import gridfare.sandbox.http.Call;
import gridfare.sandbox.http.Hashes;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks `ACS3-HMAC-SHA256`, what the vendor checks and no more: key, age (15 minutes of wall
/// time), body, signature, and that no nonce comes twice.
final class Acs3Signature {

    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    ALGORITHM
                            + "\\s+Credential=([^,]+),\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]+)");
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Map<String, String> secrets;
    private final InstantSource wall;
    private final Map<String, Instant> nonces = new ConcurrentHashMap<>();

    /// @param secrets by access key
    Acs3Signature(Map<String, String> secrets, InstantSource wall) {
        this.secrets = Map.copyOf(secrets);
        this.wall = wall;
    }

    /// @return the access key that signed
    /// @throws EcsFailure if the vendor would refuse
    String verify(Call call) {
        Matcher authorization = AUTHORIZATION.matcher(header(call, "authorization"));
        if (!authorization.matches()) {
            throw new EcsFailure(
                    400,
                    "IncompleteSignature",
                    "The request signature does not conform to Aliyun standards.");
        }
        String accessKey = authorization.group(1);
        String secret = secrets.get(accessKey);
        if (secret == null) {
            throw new EcsFailure(
                    400, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
        }
        checkAge(header(call, "x-acs-date"));
        String bodyHash = Hashes.sha256(call.body());
        String claimedHash = header(call, "x-acs-content-sha256");
        String canonical = canonical(call, authorization.group(2), claimedHash);
        String expected =
                Hashes.hex(
                        Hashes.hmacSha256(
                                Hashes.utf8(secret), ALGORITHM + "\n" + Hashes.sha256(canonical)));
        if (!claimedHash.equals(bodyHash) || !Hashes.same(expected, authorization.group(3))) {
            throw new EcsFailure(
                    403,
                    "SignatureDoesNotMatch",
                    "Specified signature is not matched with our calculation. server string to sign is:"
                            + canonical.replace("\n", "\\n"));
        }
        useUp(accessKey, header(call, "x-acs-signature-nonce"));
        return accessKey;
    }

    private void checkAge(String date) {
        Instant signedAt;
        try {
            signedAt = Instant.parse(date);
        } catch (DateTimeException unreadable) {
            throw new EcsFailure(
                    400, "InvalidTimeStamp.Format", "Specified time stamp is not valid.");
        }
        if (Duration.between(signedAt, wall.instant()).abs().compareTo(WINDOW) > 0) {
            throw new EcsFailure(
                    400,
                    "InvalidTimeStamp.Expired",
                    "Specified time stamp or date value is expired.");
        }
    }

    /// A nonce is remembered for as long as its signature could be sent again.
    private void useUp(String accessKey, String nonce) {
        Instant now = wall.instant();
        Instant forgotten = now.minus(WINDOW.multipliedBy(2));
        if (nonces.size() > 100_000) {
            nonces.values().removeIf(usedAt -> usedAt.isBefore(forgotten));
        }
        Instant before = nonces.putIfAbsent(accessKey + "/" + nonce, now);
        if (before != null && before.isAfter(forgotten)) {
            throw new EcsFailure(
                    400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }
    }

    private static String canonical(Call call, String signedHeaders, String bodyHash) {
        StringBuilder text = new StringBuilder();
        text.append(call.method()).append('\n').append(call.path()).append('\n');
        text.append(canonicalQuery(call.query())).append('\n');
        for (String name : signedHeaders.split(";", -1)) {
            text.append(name).append(':').append(header(call, name).strip()).append('\n');
        }
        return text.append('\n').append(signedHeaders).append('\n').append(bodyHash).toString();
    }

    private static String canonicalQuery(String query) {
        if (query.isEmpty()) return "";
        record Pair(String name, String value) {}
        List<Pair> pairs = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.add(new Pair(decode(name), decode(value)));
        }
        pairs.sort((a, b) -> a.name().compareTo(b.name()));
        return String.join(
                "&",
                pairs.stream()
                        .map(pair -> encode(pair.name()) + "=" + encode(pair.value()))
                        .toList());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// RFC 3986, which Java's form encoding misses by three characters.
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String header(Call call, String name) {
        @Nullable String value = call.header(name);
        if (value == null) {
            throw new EcsFailure(
                    400, "IncompleteSignature", "The header %s is missing.".formatted(name));
        }
        return value;
    }
}
