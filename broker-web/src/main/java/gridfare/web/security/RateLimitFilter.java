package gridfare.web.security;

import static java.util.stream.Collectors.joining;

import gridfare.domain.clock.Wall;
import gridfare.domain.key.CallLimit;
import gridfare.web.problem.Problem;
import gridfare.web.security.RateLimit.Standing;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/// Slows a caller down that asks too often, by wall time and on this node. Says 429 and when to
/// come again, and with every answer what is allowed and what is left, in the headers of [RateLimit
/// header fields for HTTP](https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/).
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /// The request's property that names the caller.
    static final String CLIENT = RateLimitFilter.class.getName();

    private static final String STANDING = CLIENT + ".standing";

    @Inject RateLimits limits;
    @Inject @Wall InstantSource wall;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!(request.getProperty(CLIENT) instanceof String client)) {
            return;
        }
        boolean quote =
                request.getMethod().equals("POST")
                        && (request.getUriInfo().getPath().endsWith("/quotes")
                                || request.getUriInfo().getPath().endsWith("/quotes:what-if"));
        List<Standing> standings = limits.take(client, quote, wall.instant());
        request.setProperty(STANDING, standings);
        int seconds = standings.stream().mapToInt(Standing::waitSeconds).max().orElse(0);
        if (seconds > 0) {
            request.abortWith(
                    Problem.of(429, "too-many-requests", "Come again in %d s.".formatted(seconds))
                            .responseBuilder()
                            .header(HttpHeaders.RETRY_AFTER, seconds)
                            .build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(STANDING) instanceof List<?> standings && !standings.isEmpty()) {
            response.getHeaders().putSingle("RateLimit-Policy", each(standings, true));
            response.getHeaders().putSingle("RateLimit", each(standings, false));
        }
    }

    private static String each(List<?> standings, boolean policy) {
        return standings.stream()
                .map(Standing.class::cast)
                .map(one -> policy ? policy(one.limit()) : left(one))
                .collect(joining(", "));
    }

    /// `q` at once, and so many again in a window of `w` seconds.
    static String policy(CallLimit limit) {
        return "\"%s\";q=%d;w=%d"
                .formatted(
                        name(limit), limit.burst(), Math.ceilDiv(limit.burst(), limit.perSecond()));
    }

    /// `r` are left; all of them again in `t` seconds.
    static String left(Standing standing) {
        return "\"%s\";r=%d;t=%d"
                .formatted(name(standing.limit()), standing.left(), standing.fullInSeconds());
    }

    private static String name(CallLimit limit) {
        return limit.calls().name().toLowerCase(Locale.ROOT);
    }
}
