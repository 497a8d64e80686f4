package gridfare.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import gridfare.web.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import org.wildfly.security.http.oidc.OidcPrincipal;

/// Ends the session here and at Keycloak (OpenID Connect RP-initiated logout), then shows
/// [SignedOut]. Another site could send someone here: a nuisance, no more.
@WebServlet("/sign-out")
public class SignOut extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject transient Settings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        StringBuilder target =
                new StringBuilder()
                        .append(settings.issuer())
                        .append("/protocol/openid-connect/logout?client_id=gridfare-portal")
                        .append("&post_logout_redirect_uri=")
                        .append(URLEncoder.encode(settings.publicUrl() + SignedOut.PATH, UTF_8));
        if (request.getUserPrincipal() instanceof OidcPrincipal<?> principal) {
            target.append("&id_token_hint=")
                    .append(principal.getOidcSecurityContext().getIDTokenString());
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.sendRedirect(target.toString());
    }
}
