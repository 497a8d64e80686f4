package gridfare.sandbox.huawei;

import gridfare.sandbox.http.Call;
import gridfare.sandbox.http.Hashes;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks `SDK-HMAC-SHA256`, what the vendor checks and no more.
final class SdkSignature {

    private static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    ALGORITHM
                            + "\\s+Access=([^,]+),\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]+)");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Map<String, String> secrets;
    private final InstantSource wall;

    /// @param secrets by access key
    SdkSignature(Map<String, String> secrets, InstantSource wall) {
        this.secrets = Map.copyOf(secrets);
        this.wall = wall;
    }

    /// @return the access key that signed
    /// @throws HuaweiFailure if the vendor would refuse
    String verify(Call call) {
        Matcher authorization = AUTHORIZATION.matcher(header(call, "authorization"));
        if (!authorization.matches()) throw refused("the authorization header is malformed");
        String accessKey = authorization.group(1);
        String secret = secrets.get(accessKey);
        if (secret == null) throw refused("the access key does not exist");
        String date = header(call, "x-sdk-date");
        checkAge(date);
        String toSign =
                ALGORITHM + "\n" + date + "\n" + Hashes.sha256(canonical(call, authorization));
        String expected = Hashes.hex(Hashes.hmacSha256(Hashes.utf8(secret), toSign));
        if (!Hashes.same(expected, authorization.group(3))) {
            throw refused("verify aksk signature fail");
        }
        return accessKey;
    }

    private void checkAge(String date) {
        try {
            Instant signedAt = LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
            if (Duration.between(signedAt, wall.instant()).abs().compareTo(WINDOW) > 0) {
                throw refused("the signature expired");
            }
        } catch (DateTimeException unreadable) {
            throw refused("X-Sdk-Date is malformed");
        }
    }

    /// The path has a slash at its end, whether sent or not.
    private static String canonical(Call call, Matcher authorization) {
        StringBuilder text = new StringBuilder(call.method()).append('\n');
        text.append(path(call.path())).append('\n').append(query(call.query())).append('\n');
        for (String name : authorization.group(2).split(";", -1)) {
            text.append(name).append(':').append(header(call, name).strip()).append('\n');
        }
        return text.append('\n')
                .append(authorization.group(2))
                .append('\n')
                .append(Hashes.sha256(call.body()))
                .toString();
    }

    private static String path(String path) {
        StringBuilder canonical = new StringBuilder();
        for (String step : path.split("/", -1)) {
            if (!step.isEmpty()) canonical.append('/').append(encode(decode(step)));
        }
        return canonical.append('/').toString();
    }

    private static String query(String query) {
        if (query.isEmpty()) return "";
        record Pair(String name, String value) {}
        List<Pair> pairs = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.add(new Pair(encode(decode(name)), encode(decode(value))));
        }
        pairs.sort(Comparator.comparing(Pair::name).thenComparing(Pair::value));
        return String.join(
                "&", pairs.stream().map(pair -> pair.name() + "=" + pair.value()).toList());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String header(Call call, String name) {
        String value = call.header(name);
        if (value == null) throw refused("the header %s is missing".formatted(name));
        return value;
    }

    private static HuaweiFailure refused(String why) {
        return new HuaweiFailure(
                401, "APIGW.0301", "Incorrect IAM authentication information: " + why);
    }
}
