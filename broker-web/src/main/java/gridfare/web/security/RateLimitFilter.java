package gridfare.web.security;

import gridfare.domain.clock.Wall;
import gridfare.web.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.Instant;
import java.time.InstantSource;

/// Slows a caller down that asks too often, by wall time and on this node. Says 429 and when to
/// come again.
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
public class RateLimitFilter implements ContainerRequestFilter {

    /// The request's property that names the caller.
    static final String CLIENT = RateLimitFilter.class.getName();

    @Inject RateLimits limits;
    @Inject @Wall InstantSource wall;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!(request.getProperty(CLIENT) instanceof String client)) {
            return;
        }
        Instant now = wall.instant();
        boolean quote =
                request.getMethod().equals("POST")
                        && request.getUriInfo().getPath().endsWith("/quotes");
        int seconds = limits.take(client, quote, now);
        if (seconds > 0) {
            request.abortWith(
                    Problem.of(429, "too-many-requests", "Come again in %d s.".formatted(seconds))
                            .responseBuilder()
                            .header(HttpHeaders.RETRY_AFTER, seconds)
                            .build());
        }
    }
}
