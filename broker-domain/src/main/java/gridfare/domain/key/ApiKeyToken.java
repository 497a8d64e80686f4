package gridfare.domain.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gridfare.domain.id.ExternalId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a program sends: `gfk_`, the key's id, `_`, and 256 random bits as base64url. The id in
/// front finds the key, so that the secret part is only ever compared, and in constant time.
public final class ApiKeyToken {

    /// How every token starts; secret scanners look for it.
    public static final String START = "gfk_";

    private static final String PREFIX = "gfk";
    private static final int ID_LENGTH = START.length() + 26;
    private static final int SECRET_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("_[A-Za-z0-9_-]{43}");

    private final ApiKeyId key;
    private final String text;

    private ApiKeyToken(ApiKeyId key, String text) {
        this.key = key;
        this.text = text;
    }

    static ApiKeyToken random(ApiKeyId key, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new ApiKeyToken(
                key,
                ExternalId.text(PREFIX, key.uuid())
                        + "_"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /// Reads a token, if `text` has the form of one.
    public static Optional<ApiKeyToken> parse(String text) {
        if (text.length() <= ID_LENGTH || !SECRET.matcher(text.substring(ID_LENGTH)).matches()) {
            return Optional.empty();
        }
        return ExternalId.parse(text.substring(0, ID_LENGTH), PREFIX, ApiKeyId::new)
                .map(key -> new ApiKeyToken(key, text));
    }

    public ApiKeyId key() {
        return key;
    }

    /// All of it, to be shown once.
    public String reveal() {
        return text;
    }

    /// What is kept instead: SHA-256 of all of it. Salt and a slow hash protect secrets that people
    /// choose; among 2²⁵⁶ random ones there is nothing to guess and no table to prepare.
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /// Without the secret, so that no log ever has it.
    @Override
    public String toString() {
        return text.substring(0, ID_LENGTH) + "_…";
    }
}
