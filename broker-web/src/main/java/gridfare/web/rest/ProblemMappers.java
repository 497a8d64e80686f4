package gridfare.web.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import gridfare.web.problem.Problem;
import gridfare.web.problem.ProblemException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

/// Every exception that reaches the edge becomes a problem; what only we can mend is logged and
/// told without its insides.
final class ProblemMappers {

    private static final Logger LOG = System.getLogger(ProblemMappers.class.getName());

    private ProblemMappers() {}

    /// Bodies that are no JSON, or no JSON that we asked for.
    @Provider
    public static class OfJson implements ExceptionMapper<JsonProcessingException> {
        @Override
        public Response toResponse(JsonProcessingException e) {
            return Faults.of(e).response();
        }
    }

    /// RESTEasy has a mapper of its own for this one, in plain text; the nearer type wins.
    @Provider
    public static class OfUnknownProperty
            implements ExceptionMapper<UnrecognizedPropertyException> {
        @Override
        public Response toResponse(UnrecognizedPropertyException e) {
            return Faults.of(e).response();
        }
    }

    /// Values that Bean Validation refused.
    @Provider
    public static class OfValidation implements ExceptionMapper<ValidationException> {
        @Override
        public Response toResponse(ValidationException e) {
            if (e instanceof ConstraintViolationException refused) {
                return Faults.of(refused.getConstraintViolations()).response();
            }
            return unexpected(e);
        }
    }

    /// What JAX-RS itself says: no such path, method or media type.
    @Provider
    public static class OfStatus implements ExceptionMapper<WebApplicationException> {
        @Override
        public Response toResponse(WebApplicationException e) {
            return told(e);
        }
    }

    /// Problems that our own readers of parameters found.
    @Provider
    public static class OfProblem implements ExceptionMapper<ProblemException> {
        @Override
        public Response toResponse(ProblemException e) {
            return e.problem().response();
        }
    }

    /// Everything else is ours to mend.
    @Provider
    public static class OfAnything implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable e) {
            return unexpected(e);
        }
    }

    static Response told(WebApplicationException e) {
        Response response = e.getResponse();
        int status = response.getStatus();
        if (status < 400 || response.getEntity() instanceof Problem) {
            return response;
        }
        if (status >= 500) {
            return unexpected(e);
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException json) {
                return Faults.of(json).response();
            }
            if (cause instanceof ProblemException ours) {
                return ours.problem().response();
            }
            if (cause instanceof TooLarge) {
                return BodyLimitFilter.problem().response();
            }
        }
        Problem problem =
                switch (status) {
                    case 404 -> Problem.of(404, "not-found", "There is nothing under this path.");
                    case 405 ->
                            Problem.of(405, "method-not-allowed", "This path takes other methods.");
                    case 406 -> Problem.of(406, "not-acceptable", "Only application/json is made.");
                    case 415 -> Problem.of(415, "unsupported-media-type", "Send application/json.");
                    default ->
                            Problem.of(
                                    status,
                                    code(response.getStatusInfo().getReasonPhrase()),
                                    "The request cannot be answered.");
                };
        Response.ResponseBuilder answer = problem.responseBuilder();
        Object allow = response.getHeaders().getFirst(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    static Response unexpected(Throwable e) {
        LOG.log(Level.ERROR, "A request failed", e);
        return Problem.of(
                        500,
                        "internal-error",
                        "Something failed on our side; name the request id when you ask us.")
                .response();
    }

    private static String code(String phrase) {
        return phrase.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }
}
