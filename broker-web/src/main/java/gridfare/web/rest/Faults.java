package gridfare.web.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import gridfare.web.problem.Problem;
import gridfare.web.problem.Problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns what Jackson and Bean Validation found wrong into problems that point at the place.
final class Faults {

    private Faults() {}

    /// 400 where it is no JSON at all, else 422 with the place.
    static Problem of(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || e.getCause() instanceof TooLarge) {
            return Problem.of(400, "malformed-json", "The body is no JSON: " + where(e) + ".");
        }
        return Problem.invalid(List.of(field(mapping)));
    }

    static Problem of(Set<? extends ConstraintViolation<?>> violations) {
        return Problem.invalid(
                violations.stream()
                        .map(violation ->
                                new FieldError(
                                        pointer(violation.getPropertyPath()),
                                        code(violation),
                                        sentence(violation.getMessage())))
                        .sorted(
                                Comparator.comparing(FieldError::pointer)
                                        .thenComparing(FieldError::code))
                        .toList());
    }

    private static FieldError field(JsonMappingException e) {
        String pointer =
                e.getPath().stream().map(Faults::step).collect(Collectors.joining("/", "/", ""));
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                    new FieldError(
                            pointer,
                            "unknown-property",
                            "There is no '%s' here; known are %s."
                                    .formatted(
                                            unknown.getPropertyName(),
                                            names(unknown.getKnownPropertyIds())));
            case InvalidFormatException format when format.getTargetType().isEnum() ->
                    new FieldError(
                            pointer,
                            "invalid-value",
                            "'%s' is none of %s."
                                    .formatted(
                                            format.getValue(),
                                            List.of(format.getTargetType().getEnumConstants())));
            case InvalidFormatException format ->
                    new FieldError(
                            pointer,
                            "invalid-value",
                            "'%s' cannot be read as %s."
                                    .formatted(format.getValue(), kind(format.getTargetType())));
            case ValueInstantiationException refused when refused.getCause() != null ->
                    new FieldError(
                            pointer, "invalid-value", sentence(refused.getCause().getMessage()));
            case MismatchedInputException mismatch when isMissing(mismatch) ->
                    new FieldError(pointer, "required", "A value is needed here.");
            case MismatchedInputException mismatch ->
                    new FieldError(
                            pointer,
                            "invalid-type",
                            "Expected %s.".formatted(kind(mismatch.getTargetType())));
            default -> new FieldError(pointer, "invalid-value", "This cannot be read.");
        };
    }

    private static boolean isMissing(MismatchedInputException e) {
        String message = e.getOriginalMessage();
        return message.startsWith("Cannot map `null`") || message.startsWith("Missing required");
    }

    private static String step(Reference reference) {
        return reference.getFieldName() == null
                ? String.valueOf(reference.getIndex())
                : reference.getFieldName().replace("~", "~0").replace("/", "~1");
    }

    /// Leaves the method and its parameter out: the body is the document.
    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        Iterator<Path.Node> nodes = path.iterator();
        while (nodes.hasNext()) {
            Path.Node node = nodes.next();
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            switch (node.getKind()) {
                case PROPERTY -> pointer.append('/').append(snake(node.getName()));
                default -> {}
            }
        }
        return pointer.isEmpty() ? "/" : pointer.toString();
    }

    private static String code(ConstraintViolation<?> violation) {
        String name =
                violation
                        .getConstraintDescriptor()
                        .getAnnotation()
                        .annotationType()
                        .getSimpleName();
        return switch (name) {
            case "NotNull", "NotEmpty", "NotBlank" -> "required";
            default -> snake(name).replace('_', '-');
        };
    }

    private static String snake(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String sentence(@Nullable String message) {
        if (message == null || message.isEmpty()) {
            return "This value is not accepted.";
        }
        String start = message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
        return start.endsWith(".") ? start : start + ".";
    }

    private static String names(Collection<Object> known) {
        return known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String kind(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int", "long", "Integer", "Long" -> "a whole number";
            case "double", "Double", "BigDecimal" -> "a number";
            case "Instant" -> "a time like 2026-11-24T09:00:00Z";
            case "String" -> "a text";
            case "boolean", "Boolean" -> "true or false";
            case "List", "Set", "ArrayList" -> "a list";
            case "Money" -> "money like {\"amount\":\"1.27\",\"currency\":\"USD\"}";
            default ->
                    Ids.kind(type)
                            .map(id -> "an identifier that starts with " + id.prefix() + "_")
                            .orElse("an object");
        };
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? "unreadable"
                : "line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
