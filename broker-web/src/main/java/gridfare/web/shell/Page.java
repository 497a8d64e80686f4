package gridfare.web.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.communication.PushMode;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.aura.Aura;

/// The HTML page around the portal: theme, styles, push.
///
/// Push goes over a WebSocket, clicks do not: sent over the socket they would find no CDI request.
@Push(value = PushMode.AUTOMATIC, transport = Transport.WEBSOCKET_XHR)
@Viewport("width=device-width, initial-scale=1")
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://gridfare/tokens.css")
@StyleSheet("context://gridfare/icons.css")
@StyleSheet("context://gridfare/gridfare.css")
@StyleSheet("context://gridfare/fares.css")
@StyleSheet("context://gridfare/operations.css")
@StyleSheet("context://gridfare/billing.css")
@StyleSheet("context://gridfare/placements.css")
public class Page implements AppShellConfigurator {

    private static final long serialVersionUID = 1L;

    /// Before the first pixel: the theme that was chosen, else the system's; and the time zone,
    /// which only the browser knows.
    private static final String FIRST =
            """
            (function () {
              var root = document.documentElement, dark = matchMedia('(prefers-color-scheme: dark)');
              window.gridfareTheme = function (wanted) {
                if (wanted) { localStorage.setItem('gridfare-theme', wanted); }
                var theme = localStorage.getItem('gridfare-theme') || (dark.matches ? 'dark' : 'light');
                root.setAttribute('theme', theme);
                return theme;
              };
              dark.addEventListener('change', function () { window.gridfareTheme(); });
              window.gridfareTheme();
              var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
              if (zone) { document.cookie = 'gridfare-zone=' + encodeURIComponent(zone) + ';path=/;SameSite=Lax'; }
            })();
            """;

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Gridfare");
        settings.addInlineWithContents(Inline.Position.PREPEND, FIRST, Inline.Wrapping.JAVASCRIPT);
        settings.addLink(Inline.Position.APPEND, "icon", "gridfare/brand.svg");
    }
}
