package gridfare.sandbox.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a call asks for: the JSON of its body, and the region of its header.
record Asked(JsonNode body, String region, String account) {

    @Nullable String find(String name) {
        return text(body.get(name));
    }

    String require(String name) {
        String value = find(name);
        if (value == null) throw CvmFailure.missing(name);
        return value;
    }

    /// `Placement.Zone`.
    String zone() {
        String zone = text(body.path("Placement").get("Zone"));
        if (zone == null) throw CvmFailure.missing("Placement.Zone");
        return zone;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.asText().isEmpty()) return null;
        return node.asText();
    }

    int number(String name, int other, int least, int most) {
        JsonNode field = body.get(name);
        if (field == null || field.isNull()) return other;
        if (!field.isInt() || field.intValue() < least || field.intValue() > most) {
            throw CvmFailure.invalid(name);
        }
        return field.intValue();
    }

    List<String> list(String name) {
        return texts(body.path(name));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    /// `Filters`: a name, and values of which one must match.
    Map<String, List<String>> filters(int mostValues) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (JsonNode filter : body.path("Filters")) {
            List<String> values = texts(filter.path("Values"));
            if (values.size() > mostValues) {
                throw new CvmFailure(
                        "InvalidFilterValue.LimitExceeded",
                        "A filter has at most %d values.".formatted(mostValues));
            }
            filters.put(filter.path("Name").asText(), values);
        }
        if (filters.size() > 10) {
            throw new CvmFailure("FilterLimitExceeded", "There are at most 10 filters.");
        }
        return filters;
    }
}
