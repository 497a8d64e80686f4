package gridfare.sandbox.tencent;

import gridfare.sandbox.http.Call;
import gridfare.sandbox.http.Hashes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks `TC3-HMAC-SHA256`, what the vendor checks and no more: the action is not signed.
final class Tc3Signature {

    private static final String ALGORITHM = "TC3-HMAC-SHA256";
    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    ALGORITHM
                            + "\\s+Credential=([^/]+)/([^/]+)/([^/]+)/tc3_request,"
                            + "\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]+)");
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Map<String, String> secrets;
    private final InstantSource wall;

    /// @param secrets by secret id
    Tc3Signature(Map<String, String> secrets, InstantSource wall) {
        this.secrets = Map.copyOf(secrets);
        this.wall = wall;
    }

    /// @return the secret id that signed
    /// @throws CvmFailure if the vendor would refuse
    String verify(Call call) {
        Matcher authorization = AUTHORIZATION.matcher(header(call, "authorization"));
        if (!authorization.matches()) {
            throw new CvmFailure(
                    "AuthFailure.InvalidAuthorization", "The authorization header is malformed.");
        }
        String id = authorization.group(1);
        String secret = secrets.get(id);
        if (secret == null) {
            throw new CvmFailure("AuthFailure.SecretIdNotFound", "The SecretId is not found.");
        }
        String timestamp = header(call, "x-tc-timestamp");
        String date = authorization.group(2);
        checkAge(timestamp, date);
        String expected =
                signature(call, secret, timestamp, date, authorization.group(3), authorization);
        if (!Hashes.same(expected, authorization.group(5))) {
            throw new CvmFailure(
                    "AuthFailure.SignatureFailure",
                    "The provided credentials could not be validated. Please check your signature is correct.");
        }
        return id;
    }

    private static String signature(
            Call call,
            String secret,
            String timestamp,
            String date,
            String service,
            Matcher authorization) {
        String signedHeaders = authorization.group(4);
        StringBuilder canonical = new StringBuilder();
        canonical.append(call.method()).append('\n').append(call.path()).append('\n');
        canonical.append(call.query()).append('\n');
        for (String name : signedHeaders.split(";", -1)) {
            canonical.append(name).append(':').append(header(call, name).strip()).append('\n');
        }
        canonical.append('\n').append(signedHeaders).append('\n');
        canonical.append(Hashes.sha256(call.body()));
        String scope = date + "/" + service + "/tc3_request";
        String toSign =
                String.join("\n", ALGORITHM, timestamp, scope, Hashes.sha256(canonical.toString()));
        byte[] key = Hashes.hmacSha256(Hashes.utf8("TC3" + secret), date);
        key = Hashes.hmacSha256(key, service);
        key = Hashes.hmacSha256(key, "tc3_request");
        return Hashes.hex(Hashes.hmacSha256(key, toSign));
    }

    private void checkAge(String timestamp, String date) {
        Instant signedAt;
        try {
            signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        } catch (NumberFormatException unreadable) {
            throw expired();
        }
        boolean sameDay = LocalDate.ofInstant(signedAt, ZoneOffset.UTC).toString().equals(date);
        boolean recent = Duration.between(signedAt, wall.instant()).abs().compareTo(WINDOW) <= 0;
        if (!sameDay || !recent) throw expired();
    }

    private static CvmFailure expired() {
        return new CvmFailure(
                "AuthFailure.SignatureExpire", "Signature expired: the timestamp is too far off.");
    }

    private static String header(Call call, String name) {
        String value = call.header(name);
        if (value == null) {
            throw new CvmFailure(
                    "AuthFailure.InvalidAuthorization",
                    "The header %s is missing.".formatted(name));
        }
        return value;
    }
}
