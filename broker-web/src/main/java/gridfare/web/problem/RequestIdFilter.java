package gridfare.web.problem;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.ExternalId;
import gridfare.domain.id.UuidV7;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Gives each request an id, first of all filters, and writes it and the path into every problem.
/// The caller's own id is never taken over: it could be anything.
@Provider
@PreMatching
@Priority(100)
public class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {

    public static final String HEADER = "Gridfare-Request-Id";

    private static final String PROPERTY = RequestIdFilter.class.getName();

    @Inject @Wall InstantSource wall;

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(PROPERTY, ExternalId.text("req", UuidV7.at(wall.instant())));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String id = of(request);
        if (id != null) {
            response.getHeaders().putSingle(HEADER, id);
        }
        if (response.getEntity() instanceof Problem problem) {
            response.setEntity(problem.at(request.getUriInfo().getRequestUri().getRawPath(), id));
        }
        response.getHeaders().putSingle("Cache-Control", "no-store");
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
    }

    /// The id of `request`; null only before this filter ran.
    public static @Nullable String of(ContainerRequestContext request) {
        return (String) request.getProperty(PROPERTY);
    }
}
