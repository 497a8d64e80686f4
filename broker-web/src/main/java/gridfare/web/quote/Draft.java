package gridfare.web.quote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request as far as it was filled in: texts by field, also those that no request could be made
/// of. The browser keeps it, so that it outlives the server's session; what comes back from there
/// may be anything, and what makes no sense counts as left out.
record Draft(Map<String, String> fields) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    /// Longer than any form that a person fills in.
    private static final int LONGEST = 20_000;

    private static final String COMMA = "\u001f"; // in no name of a chip or place

    Draft {
        fields = Map.copyOf(fields);
    }

    static Optional<Draft> read(String json) {
        if (json.isBlank() || json.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Map<String, String> fields = JSON.readValue(json, FIELDS);
            if (fields == null) {
                return Optional.empty();
            }
            fields.values().removeIf(Objects::isNull);
            return Optional.of(new Draft(fields));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(new TreeMap<>(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON: " + fields, e);
        }
    }

    static String several(List<String> values) {
        return String.join(COMMA, values);
    }

    List<String> several(String field) {
        String text = fields.getOrDefault(field, "");
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(COMMA, -1));
    }

    @Nullable String text(String field) {
        return fields.get(field);
    }

    @Nullable Integer whole(String field) {
        try {
            String text = fields.get(field);
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Nullable BigDecimal decimal(String field) {
        try {
            String text = fields.get(field);
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Nullable LocalDateTime time(String field) {
        try {
            String text = fields.get(field);
            return text == null ? null : LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    <E extends Enum<E>> E constant(String field, Class<E> type, E otherwise) {
        return Arrays.stream(type.getEnumConstants())
                .filter(known -> known.name().equals(fields.get(field)))
                .findFirst()
                .orElse(otherwise);
    }
}
