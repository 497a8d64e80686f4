package gridfare.web.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.key.ApiKey;
import gridfare.domain.key.ApiKeyId;
import gridfare.domain.key.ApiKeyToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key over HTTP.
///
/// @param secret what to send as bearer token; only in the first answer to the request that made it
@JsonInclude(JsonInclude.Include.ALWAYS)
record KeyReply(
        ApiKeyId id,
        String name,
        String role,
        String createdBy,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    static KeyReply of(ApiKey key) {
        return reply(key, null);
    }

    /// With the secret, which nothing keeps.
    static KeyReply revealing(ApiKey key, ApiKeyToken token) {
        return reply(key, token.reveal());
    }

    private static KeyReply reply(ApiKey key, @Nullable String secret) {
        return new KeyReply(
                key.id(),
                key.name(),
                key.role().name(),
                key.createdByName(),
                key.createdAt(),
                key.lastUsedAt().orElse(null),
                key.revokedAt().orElse(null),
                secret);
    }
}
