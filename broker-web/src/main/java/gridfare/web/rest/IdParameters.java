package gridfare.web.rest;

import gridfare.web.problem.Problem;
import gridfare.web.problem.ProblemException;
import gridfare.web.rest.Ids.Kind;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Lets a resource take typed identifiers as parameters. A text that is none names nothing: 404.
@Provider
public class IdParameters implements ParamConverterProvider {

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> type, Type generic, Annotation[] annotations) {
        return Ids.kind(type).map(IdParameters::converter).orElse(null);
    }

    private static <T> ParamConverter<T> converter(Kind<T> kind) {
        return new ParamConverter<>() {
            @Override
            public T fromString(String text) {
                return kind.parse(text)
                        .orElseThrow(() ->
                                new ProblemException(
                                        Problem.of(
                                                Status.NOT_FOUND,
                                                "not-found",
                                                "There is nothing of this name.")));
            }

            @Override
            public String toString(T id) {
                return kind.text(id);
            }
        };
    }
}
