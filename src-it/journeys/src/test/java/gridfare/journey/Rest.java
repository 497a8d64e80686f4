package gridfare.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A program that uses an HTTP interface with a bearer token.
final class Rest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final Supplier<String> tokens;
    private @Nullable String token;
    private @Nullable String organisation;

    Rest(URI base, Supplier<String> tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    record Answer(int status, JsonNode body, HttpHeaders headers) {

        String text(String field) {
            return body.path(field).asText();
        }

        /// @throws AssertionError with all that was answered
        Answer expecting(int expected) {
            if (status != expected) {
                throw new AssertionError("%d instead of %d: %s".formatted(status, expected, body));
            }
            return this;
        }
    }

    /// The same program, which names the organisation that it acts for.
    Rest inOrganisation(String named) {
        Rest other = new Rest(base, tokens);
        other.organisation = named;
        return other;
    }

    Answer get(String path) {
        return send("GET", path, null, null);
    }

    Answer post(String path, String body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    /// A command under an idempotency key of the caller's.
    Answer post(String path, String body, String key) {
        return send("POST", path, body, key);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body, null);
    }

    Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    private Answer send(String method, String path, @Nullable String body, @Nullable String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(2));
        String bearer = bearer();
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (organisation != null) {
            request.header("Gridfare-Organisation", organisation);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            String text = response.body();
            return new Answer(
                    response.statusCode(),
                    text.isBlank() ? JSON.createObjectNode() : read(text),
                    response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.createObjectNode().put("text", text);
        }
    }

    private String bearer() {
        String known = token;
        if (known == null) {
            known = tokens.get();
            token = known;
        }
        return known;
    }
}
