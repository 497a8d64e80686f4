package gridfare.web.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.ReconnectDialogConfiguration;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import gridfare.web.security.Portal;
import gridfare.web.text.Translations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Meets everyone who opens a page: finds out who it is, which language and time zone they read,
/// and keeps them off screens that are not theirs.
@ApplicationScoped
public class Doorkeeper implements VaadinServiceInitListener {

    /// Written by the page itself (see [Page]).
    static final String ZONE_COOKIE = "gridfare-zone";

    static final String LANGUAGE_COOKIE = "gridfare-language";

    private static final int RECONNECT_MS = 2_000;

    private static final long serialVersionUID = 1L;

    @Inject transient Portal portal;
    @Inject transient Mishaps mishaps;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        VaadinService service = event.getSource();
        // An expired session is no message: the page loads again, and Keycloak lets the person in.
        service.setSystemMessagesProvider(info -> {
            var messages = new CustomizedSystemMessages();
            messages.setSessionExpiredNotificationEnabled(false);
            messages.setCookiesDisabledNotificationEnabled(false);
            Locale locale =
                    info.getLocale() == null
                            ? Locale.ENGLISH
                            : Translations.nearest(info.getLocale());
            messages.setInternalErrorCaption(Translations.text("mishap.title", locale));
            messages.setInternalErrorMessage(Translations.text("lost.reload", locale));
            return messages;
        });
        service.addSessionInitListener(init -> init.getSession().setErrorHandler(mishaps));
        service.addUIInitListener(init -> welcome(init.getUI()));
    }

    private void welcome(UI ui) {
        VaadinRequest request = VaadinRequest.getCurrent();
        portal.arrive(request, VaadinSession.getCurrent());
        cookie(request, LANGUAGE_COOKIE)
                .map(Locale::forLanguageTag)
                .map(Translations::nearest)
                .ifPresent(ui::setLocale);
        cookie(request, ZONE_COOKIE)
                .flatMap(Doorkeeper::zone)
                .ifPresent(zone -> ComponentUtil.setData(ui, ZoneId.class, zone));
        tellOfLostServer(ui);
        ui.addBeforeEnterListener(this::letIn);
    }

    /// What the page says by itself while the server does not answer. It asks again until it does.
    static void tellOfLostServer(UI ui) {
        Locale locale = Translations.nearest(ui.getLocale());
        ReconnectDialogConfiguration dialog = ui.getReconnectDialogConfiguration();
        dialog.setDialogText(Translations.text("lost.asking-again", locale));
        dialog.setDialogTextGaveUp(Translations.text("lost.gave-up", locale));
        dialog.setReconnectInterval(RECONNECT_MS);
    }

    private void letIn(BeforeEnterEvent event) {
        Class<?> target = event.getNavigationTarget();
        if (target == ChooseView.class || event.isErrorEvent()) {
            return;
        }
        portal.look();
        boolean open = portal.mayOpen(event.getNavigationTarget().asSubclass(Component.class));
        if (open) {
            return;
        }
        if (portal.visitor().party() == null && !portal.visitor().isOperator()) {
            event.forwardTo(ChooseView.class);
        } else if (event.getLocation().getPath().isEmpty() && firstOpen().isPresent()) {
            event.forwardTo(firstOpen().get());
        } else {
            event.rerouteToError(NotFoundException.class);
        }
    }

    /// Where someone begins whose screen the first one is not: at the first of their menu.
    private Optional<Class<? extends Component>> firstOpen() {
        return MenuConfiguration.getMenuEntries().stream()
                .filter(entry -> entry.menuClass() != null && portal.mayOpen(entry.menuClass()))
                .min(Comparator.comparing(MenuEntry::order))
                .map(MenuEntry::menuClass);
    }

    private static Optional<String> cookie(VaadinRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(cookie -> URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8))
                        .findFirst();
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty(); // a cookie may hold anything; the screen then shows UTC
        }
    }
}
