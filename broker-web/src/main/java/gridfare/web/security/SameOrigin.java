package gridfare.web.security;

import gridfare.web.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets no page of another site use a visitor's session: a request that could change something, or
/// opens a WebSocket, must come from a page of ours if it says where it comes from, as browsers do.
/// Before Vaadin's own tokens, and beside the cookie's `SameSite`, which knows sites but no ports.
///
/// The interface under `/api` is left out: no session counts there.
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SameOrigin implements Filter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Inject Settings settings;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && changes(http)
                && !http.getRequestURI().startsWith("/api/")
                && !isOurs(
                        http.getHeader("Origin"), http.getHeader("Host"), settings.publicUrl())) {
            answer.sendError(HttpServletResponse.SC_FORBIDDEN, "From another site.");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean changes(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod())
                || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    /// @param origin as the browser says, null where none is told
    /// @param host whom the browser thinks it talks to: differs from `publicUrl` where someone came
    ///   by another of our names
    static boolean isOurs(@Nullable String origin, @Nullable String host, URI publicUrl) {
        if (origin == null) return true;
        String said = origin.toLowerCase(Locale.ROOT);
        if (said.equals(publicUrl.getScheme() + "://" + publicUrl.getRawAuthority())) return true;
        return host != null
                && (said.equals("http://" + host.toLowerCase(Locale.ROOT))
                        || said.equals("https://" + host.toLowerCase(Locale.ROOT)));
    }
}
