package gridfare.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a control call's body.
final class Fields {

    private Fields() {}

    static String text(JsonNode body, String name) {
        String text = find(body, name);
        if (text == null) throw new IllegalArgumentException("The field " + name + " is missing.");
        return text;
    }

    static @Nullable String find(JsonNode body, String name) {
        JsonNode field = body.get(name);
        return field == null || field.isNull() ? null : field.asText();
    }

    static @Nullable Integer number(JsonNode body, String name) {
        JsonNode field = body.get(name);
        if (field == null || field.isNull()) return null;
        if (!field.isInt()) throw new IllegalArgumentException(name + " is no whole number.");
        return field.intValue();
    }

    /// Takes `WithStock`, `with_stock` and `WITH_STOCK` alike.
    static <E extends Enum<E>> E word(JsonNode body, String name, Class<E> type) {
        String text = text(body, name);
        String plain = plain(text);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> plain(constant.name()).equals(plain))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s is one of %s, not %s"
                                        .formatted(
                                                name,
                                                Arrays.toString(type.getEnumConstants())
                                                        .toLowerCase(Locale.ROOT),
                                                text)));
    }

    private static String plain(String text) {
        return text.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
