package gridfare.web.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A problem detail (RFC 9457). `code` is what programs look at; it never changes its meaning.
///
/// @param detail what went wrong this time, for a person; no internals
/// @param instance the path that was asked for
/// @param errors where in the request, if it is the request's fault
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        List<FieldError> errors,
        @Nullable String requestId,
        @JsonAnyGetter Map<String, Object> more) {

    /// The media type of every problem.
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String CATALOGUE = "urn:gridfare:problem:";

    public Problem {
        errors = List.copyOf(errors);
        more = Map.copyOf(more);
    }

    /// One fault of a request.
    ///
    /// @param pointer the place in the body as a JSON pointer (RFC 6901), or `?name` of a parameter
    public record FieldError(String pointer, String code, String message) {}

    public static Problem of(int status, String code, String detail) {
        return new Problem(
                CATALOGUE + code,
                title(code),
                status,
                detail,
                null,
                code,
                List.of(),
                null,
                Map.of());
    }

    public static Problem of(Response.Status status, String code, String detail) {
        return of(status.getStatusCode(), code, detail);
    }

    /// An answer that carries this problem; the request's id and path are added on the way out.
    public static Response response(Response.Status status, String code, String detail) {
        return of(status, code, detail).response();
    }

    public static Response response(int status, String code, String detail) {
        return of(status, code, detail).response();
    }

    /// The faults of a request body or its parameters, as 422.
    public static Problem invalid(List<FieldError> errors) {
        String detail =
                errors.size() == 1
                        ? errors.getFirst().message()
                        : errors.size() + " fields need another value.";
        return of(422, "validation-failed", detail).with(errors);
    }

    public Problem with(List<FieldError> faults) {
        return new Problem(type, title, status, detail, instance, code, faults, requestId, more);
    }

    /// A further member, such as `next_best` of a refusal for want of capacity.
    public Problem with(String name, Object value) {
        var longer = new LinkedHashMap<>(more);
        longer.put(name, value);
        return new Problem(type, title, status, detail, instance, code, errors, requestId, longer);
    }

    Problem at(@Nullable String path, @Nullable String request) {
        return new Problem(type, title, status, detail, path, code, errors, request, more);
    }

    public Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }

    public Response.ResponseBuilder responseBuilder() {
        return Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(this);
    }

    private static String title(String code) {
        String words = code.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
