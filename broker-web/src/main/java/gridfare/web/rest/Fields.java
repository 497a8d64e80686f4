package gridfare.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.pricing.money.Money;
import gridfare.web.problem.Problem.FieldError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a JSON object field by field and keeps every fault with its place, so that a caller learns
/// of all of them at once. Null and absent are the same; a field nobody asked for is a fault.
public final class Fields {

    /// The most entries of any list in a request.
    private static final int MOST_ENTRIES = 200;

    private static final int MOST_TEXT = 2_000;

    private final JsonNode object;
    private final String pointer;
    private final List<FieldError> errors;
    private final Set<String> known = new HashSet<>();

    private Fields(JsonNode object, String pointer, List<FieldError> errors) {
        this.object = object;
        this.pointer = pointer;
        this.errors = errors;
    }

    /// A whole request body.
    public static Fields of(@Nullable JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        if (body == null || !body.isObject()) {
            errors.add(new FieldError("", "type", "The body has to be a JSON object."));
            return new Fields(
                    com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode(),
                    "",
                    errors);
        }
        return new Fields(body, "", errors);
    }

    public boolean has(String name) {
        known.add(name);
        return object.hasNonNull(name);
    }

    /// An object inside this one; its faults are kept here.
    public Optional<Fields> object(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            fault(name, "type", "An object is expected.");
            return Optional.empty();
        }
        return Optional.of(new Fields(node, pointer + "/" + name, errors));
    }

    public @Nullable String text(String name) {
        return text(name, MOST_TEXT);
    }

    public @Nullable String text(String name, int longest) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            fault(name, "type", "Text is expected.");
            return null;
        }
        String text = node.textValue().strip();
        if (text.isEmpty() || text.length() > longest) {
            fault(name, "length", "1 to " + longest + " characters are expected.");
            return null;
        }
        return text;
    }

    public @Nullable Long whole(String name, long least, long most) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            fault(name, "type", "A whole number is expected.");
            return null;
        }
        long value = node.longValue();
        if (value < least || value > most) {
            fault(name, "range", "%d is not within %d and %d.".formatted(value, least, most));
            return null;
        }
        return value;
    }

    /// A number, as JSON number or text, without a detour over floating point.
    public @Nullable BigDecimal decimal(String name, String least, String most) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        BigDecimal value = number(node);
        if (value == null) {
            fault(name, "type", "A number is expected.");
            return null;
        }
        if (value.compareTo(new BigDecimal(least)) < 0
                || value.compareTo(new BigDecimal(most)) > 0) {
            fault(name, "range", "A number from %s to %s is expected.".formatted(least, most));
            return null;
        }
        return value;
    }

    /// An instant, cut to whole seconds.
    public @Nullable Instant instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            fault(name, "format", "A time such as 2026-11-24T08:00:00Z is expected.");
            return null;
        }
    }

    public <E extends Enum<E>> E choice(String name, Class<E> kind, E otherwise) {
        String text = text(name);
        return text == null ? otherwise : constant(name, kind, text).orElse(otherwise);
    }

    /// An amount in `currency`; a different one is a fault, since nothing is exchanged silently.
    public @Nullable Money money(String name, Currency currency) {
        return object(name)
                .map(fields -> {
                    BigDecimal amount = fields.decimal("amount", "0", "1000000000");
                    String code = fields.text("currency");
                    fields.nothingElse();
                    if (amount == null) {
                        return null;
                    }
                    if (code != null && !code.equals(currency.getCurrencyCode())) {
                        fields.fault(
                                "currency",
                                "currency",
                                "Your organisation is billed in "
                                        + currency.getCurrencyCode()
                                        + ".");
                        return null;
                    }
                    if (amount.stripTrailingZeros().scale() > 6) {
                        fields.fault("amount", "range", "At most six decimals.");
                        return null;
                    }
                    return Money.of(amount, currency);
                })
                .orElse(null);
    }

    /// A list of texts, each read by `reader`; what it cannot read is a fault at its place.
    public <T> Set<T> list(String name, String expected, Function<String, Optional<T>> reader) {
        JsonNode node = node(name);
        if (node == null) {
            return Set.of();
        }
        if (!node.isArray() || node.size() > MOST_ENTRIES) {
            fault(name, "type", "A list of at most " + MOST_ENTRIES + " is expected.");
            return Set.of();
        }
        Set<T> values = new HashSet<>();
        for (int i = 0; i < node.size(); i++) {
            Optional<T> value =
                    node.get(i).isTextual()
                            ? reader.apply(node.get(i).textValue())
                            : Optional.empty();
            if (value.isPresent()) {
                values.add(value.get());
            } else {
                fault(name + "/" + i, "value", expected);
            }
        }
        return values;
    }

    /// A required identifier; a fault where it is missing or of another kind.
    public <T> @Nullable T id(String name, Class<T> kind) {
        String text = text(name);
        T id = text == null ? null : Ids.parse(kind, text).orElse(null);
        if (id == null && object.path(name).isTextual()) {
            fault(name, "value", "There is no such identifier.");
        } else if (id == null && !has(name)) {
            fault(name, "required", "It is missing.");
        }
        return id;
    }

    /// The names of all fields, at most as many as a list may have entries.
    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.subList(0, Math.min(names.size(), MOST_ENTRIES));
    }

    public JsonNode raw(String name) {
        known.add(name);
        return object.path(name);
    }

    public void fault(String name, String code, String message) {
        errors.add(new FieldError(pointer + "/" + name, code, message));
    }

    /// Every field that was not asked for is a fault: a misspelt constraint must not be ignored.
    public void nothingElse() {
        object.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        fault(name, "unknown", "There is no such field.");
                    }
                });
    }

    public List<FieldError> errors() {
        return errors;
    }

    private @Nullable JsonNode node(String name) {
        known.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private <E extends Enum<E>> Optional<E> constant(String name, Class<E> kind, String text) {
        for (E constant : kind.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return Optional.of(constant);
            }
        }
        String words =
                Arrays.stream(kind.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "));
        fault(name, "value", "One of " + words + " is expected.");
        return Optional.empty();
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (!node.isTextual() || node.textValue().length() > 40) {
            return null;
        }
        try {
            return new BigDecimal(node.textValue());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
