package gridfare.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.ResourceBundle;

/// The one page that needs no login: where a person arrives after signing out.
@WebServlet(SignedOut.PATH)
public class SignedOut extends HttpServlet {

    static final String PATH = "/signed-out";

    private static final long serialVersionUID = 1L;

    private static final ResourceBundle.Control NO_DEFAULT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Locale locale =
                request.getLocale().getLanguage().equals("zh")
                        ? Locale.SIMPLIFIED_CHINESE
                        : Locale.ENGLISH;
        ResourceBundle texts =
                ResourceBundle.getBundle("vaadin-i18n.translations", locale, NO_DEFAULT);
        response.setContentType("text/html");
        response.setCharacterEncoding(UTF_8.name());
        response.getWriter()
                .print(
                        """
                        <!doctype html>
                        <html lang="%s">
                        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>%s · Gridfare</title>
                        <link rel="stylesheet" href="gridfare/tokens.css"><link rel="stylesheet" href="gridfare/gridfare.css"></head>
                        <body class="gf-plain"><main class="gf-plain-box"><h1>%s</h1><p>%s</p>
                        <p><a class="gf-link" href=".">%s</a></p></main></body>
                        </html>
                        """
                                .formatted(
                                        locale.toLanguageTag(),
                                        texts.getString("signed-out.title"),
                                        texts.getString("signed-out.title"),
                                        texts.getString("signed-out.text"),
                                        texts.getString("signed-out.again")));
    }
}
