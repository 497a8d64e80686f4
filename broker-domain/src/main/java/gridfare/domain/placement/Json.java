package gridfare.domain.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/// Tags as a JSON column.
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TAGS = new TypeReference<>() {};

    private Json() {}

    static String write(Map<String, String> tags) {
        try {
            return MAPPER.writeValueAsString(new TreeMap<>(tags));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Tags that are no JSON: " + tags, e);
        }
    }

    static Map<String, String> readTags(String json) {
        try {
            return MAPPER.readValue(json, TAGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored tags are no JSON: " + json, e);
        }
    }
}
