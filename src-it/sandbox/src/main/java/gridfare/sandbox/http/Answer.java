package gridfare.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is sent back. `code` is the vendor's word for an error, kept for the log.
public record Answer(int status, Map<String, String> headers, String body, @Nullable String code) {

    public static Answer json(int status, JsonNode body) {
        return new Answer(
                status, Map.of("Content-Type", "application/json"), Json.text(body), null);
    }

    public static Answer failure(int status, String code, JsonNode body) {
        return json(status, body).coded(code);
    }

    public Answer coded(@Nullable String newCode) {
        return new Answer(status, headers, body, newCode);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, Map.copyOf(more), body, code);
    }
}
