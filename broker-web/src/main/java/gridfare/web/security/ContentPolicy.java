package gridfare.web.security;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;

/// Which code a browser may run on the portal's page: what comes from our own files, and the inline
/// scripts of this very answer, which share a number that nobody can guess. What somebody smuggles
/// into a text does not run.
///
/// Two openings are left because Vaadin needs them: its client makes functions of expressions that
/// the server sends (`unsafe-eval`), and its components write styles into the page.
@ApplicationScoped
public class ContentPolicy implements VaadinServiceInitListener {

    static final String HEADER = "Content-Security-Policy";

    /// For every answer that is not the portal's page: our own files and nothing else.
    static final String PLAIN = policy("", "");

    private static final long serialVersionUID = 1L;
    private static final int NONCE_BYTES = 18;

    private final SecureRandom random = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::seal);
    }

    private void seal(IndexHtmlResponse page) {
        byte[] number = new byte[NONCE_BYTES];
        random.nextBytes(number);
        String nonce = Base64.getEncoder().encodeToString(number);
        page.getDocument().select("script").attr("nonce", nonce);
        page.getVaadinResponse()
                .setHeader(
                        HEADER, policy(" 'nonce-" + nonce + "' 'unsafe-eval'", " 'unsafe-inline'"));
    }

    private static String policy(String moreScripts, String moreStyles) {
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self'" + moreScripts,
                "style-src 'self'" + moreStyles,
                "img-src 'self' data:",
                "font-src 'self' data:",
                "connect-src 'self'",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }
}
