package gridfare.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gridfare.sandbox.http.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A form whose names nest: `metadata[order]=7`, `expand[]=customer`, `items[0][price]=x`.
final class Form {

    private final ObjectNode root;

    private Form(ObjectNode root) {
        this.root = root;
    }

    static Form parse(String encoded) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            insert(tree, path(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return new Form((ObjectNode) node(tree, false));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// `a[b][]` becomes a, b and an empty step.
    private static List<String> path(String name) {
        List<String> path = new ArrayList<>();
        int bracket = name.indexOf('[');
        if (bracket < 0) return List.of(name);
        path.add(name.substring(0, bracket));
        while (bracket >= 0) {
            int end = name.indexOf(']', bracket);
            if (end < 0) throw StripeFailure.invalid("Invalid parameter name: " + name);
            path.add(name.substring(bracket + 1, end));
            bracket = name.indexOf('[', end);
        }
        return path;
    }

    @SuppressWarnings("unchecked") // every map in the tree was put there by us
    private static void insert(Map<String, Object> tree, List<String> path, String value) {
        Map<String, Object> here = tree;
        for (int i = 0; i < path.size(); i++) {
            String step = path.get(i).isEmpty() ? Integer.toString(here.size()) : path.get(i);
            if (i == path.size() - 1) {
                here.put(step, value);
                return;
            }
            Object next = here.computeIfAbsent(step, _ -> new LinkedHashMap<>());
            if (!(next instanceof Map)) {
                throw StripeFailure.invalid("Invalid parameter: " + String.join(".", path));
            }
            here = (Map<String, Object>) next;
        }
    }

    /// Maps whose keys are 0, 1, 2 and so on are lists.
    private static JsonNode node(Map<?, ?> tree, boolean mayBeList) {
        if (mayBeList && isList(tree)) {
            ArrayNode list = Json.array();
            tree.values().forEach(value -> list.add(leaf(value)));
            return list;
        }
        ObjectNode object = Json.object();
        tree.forEach((name, value) -> object.set(String.valueOf(name), leaf(value)));
        return object;
    }

    private static JsonNode leaf(Object value) {
        return value instanceof Map<?, ?> map ? node(map, true) : Json.tree(String.valueOf(value));
    }

    private static boolean isList(Map<?, ?> tree) {
        int expected = 0;
        for (Object name : tree.keySet()) {
            if (!name.equals(Integer.toString(expected++))) return false;
        }
        return true;
    }

    /// Null if absent or empty, which to Stripe means the same.
    @Nullable String find(String name) {
        JsonNode field = root.get(name);
        if (field == null || !field.isTextual() || field.textValue().isEmpty()) return null;
        return field.textValue();
    }

    String require(String name) {
        String value = find(name);
        if (value == null) throw StripeFailure.missing(name);
        return value;
    }

    boolean has(String name) {
        return root.has(name);
    }

    boolean flag(String name) {
        return "true".equals(find(name));
    }

    /// A whole number.
    @Nullable Long number(String name) {
        String text = find(name);
        if (text == null) return null;
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException noNumber) {
            throw StripeFailure.invalid(
                    "parameter_invalid_integer", name, "Invalid integer: " + text);
        }
    }

    Form nested(String name) {
        return root.get(name) instanceof ObjectNode object
                ? new Form(object)
                : new Form(Json.object());
    }

    List<String> list(String name) {
        List<String> list = new ArrayList<>();
        if (root.get(name) instanceof ArrayNode array) array.forEach(e -> list.add(e.asText()));
        return List.copyOf(list);
    }

    /// Its texts by name, such as metadata.
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        root.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    /// The same for the same parameters, in whatever order they were sent.
    String canonical() {
        return sorted(root).toString();
    }

    private static JsonNode sorted(JsonNode node) {
        if (!(node instanceof ObjectNode object)) return node;
        ObjectNode sorted = Json.object();
        object.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(field -> sorted.set(field.getKey(), sorted(field.getValue())));
        return sorted;
    }
}
