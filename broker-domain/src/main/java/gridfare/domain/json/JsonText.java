package gridfare.domain.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/// Lists and maps of text as JSON, and back.
public final class JsonText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    public static String write(List<String> list) {
        return text(list);
    }

    public static String write(Map<String, String> map) {
        return text(map);
    }

    public static List<String> list(String json) {
        return read(json, new TypeReference<>() {});
    }

    public static Map<String, String> map(String json) {
        return read(json, new TypeReference<>() {});
    }

    private static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + value, e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not what was written: " + json, e);
        }
    }
}
