package gridfare.web.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
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
@StyleSheet("gridfare/tokens.css")
@StyleSheet("gridfare/gridfare.css")
public class Page implements AppShellConfigurator {

    private static final long serialVersionUID = 1L;

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Gridfare");
        settings.addFavIcon("icon", "gridfare/brand.svg", "any");
        settings.addMetaTag("color-scheme", "light dark");
    }
}
