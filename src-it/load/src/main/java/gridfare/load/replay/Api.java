package gridfare.load.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The product's REST API as a program sees it: a bearer token of its own, an idempotency key that
/// stays the same through all retries of a command, and patience with 409 in progress, 429 and 503.
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 8;
    private static final Duration TOKEN_RESERVE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final URI tokenEndpoint;
    private final String client;
    private final String secret;
    private final InstantSource clock;
    private @Nullable String token;
    private Instant tokenUntil = Instant.EPOCH;

    Api(URI base, URI issuer, String client, String secret, InstantSource clock) {
        this.base = base;
        this.tokenEndpoint = URI.create(issuer + "/protocol/openid-connect/token");
        this.client = client;
        this.secret = secret;
        this.clock = clock;
    }

    /// An answer, whatever it says.
    record Answer(int status, JsonNode body) {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        String code() {
            return body.path("code").asText("http-" + status);
        }

        /// The body of a success.
        ///
        /// @throws IllegalStateException with the problem's words where it is none
        JsonNode orFail(String doing) {
            if (!ok()) {
                throw new IllegalStateException(
                        "%s: %d %s %s"
                                .formatted(doing, status, code(), body.path("detail").asText()));
            }
            return body;
        }
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    Answer post(String path) {
        return send("POST", path, JsonNodeFactory.instance.objectNode());
    }

    private Answer send(String method, String path, @Nullable JsonNode body) {
        String key = UUID.randomUUID().toString();
        for (int attempt = 1; ; attempt++) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(base.resolve(path))
                            .timeout(Duration.ofMinutes(5))
                            .header("Authorization", "Bearer " + token())
                            .header("Accept", "application/json");
            if (body == null) {
                request.method(method, BodyPublishers.noBody());
            } else {
                request.header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .method(method, BodyPublishers.ofString(body.toString()));
            }
            try {
                HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
                if (attempt == TRIES || !worthAnotherTry(response)) {
                    return new Answer(response.statusCode(), parse(response.body()));
                }
                pause(response.headers().firstValueAsLong("Retry-After").orElse(attempt) * 250L);
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new UncheckedIOException(method + " " + path, e);
                }
                pause(250L * attempt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted at " + method + " " + path, e);
            }
        }
    }

    private boolean worthAnotherTry(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 401 -> {
                tokenUntil = Instant.EPOCH;
                yield true;
            }
            case 429, 502, 503, 504 -> true;
            case 409 -> response.body().contains("idempotency-in-progress");
            default -> false;
        };
    }

    private String token() {
        String known = token;
        if (known != null && clock.instant().isBefore(tokenUntil)) {
            return known;
        }
        String form =
                Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                client,
                                "client_secret",
                                secret)
                        .entrySet()
                        .stream()
                        .map(e ->
                                e.getKey()
                                        + "="
                                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        HttpRequest request =
                HttpRequest.newBuilder(tokenEndpoint)
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode body = parse(response.body());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "No token for " + client + ": " + response.statusCode() + " " + body);
            }
            String fresh = body.path("access_token").asText();
            token = fresh;
            tokenUntil =
                    clock.instant()
                            .plusSeconds(body.path("expires_in").asLong())
                            .minus(TOKEN_RESERVE);
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("Nobody answers at " + tokenEndpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for a token.", e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(body);
        } catch (IOException e) {
            return JsonNodeFactory.instance.objectNode().put("detail", body);
        }
    }

    static void pause(long millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
    }
}
