package gridfare.web.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import gridfare.domain.notice.Inbox;
import gridfare.domain.party.Membership;
import gridfare.web.part.Buttons;
import gridfare.web.part.Icon;
import gridfare.web.security.Portal;
import gridfare.web.security.Visitor;
import gridfare.web.shell.Screen.Crumb;
import gridfare.web.text.Texts;
import gridfare.web.text.Translations;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The frame of every screen: drawer with the menu, bar with the way here and the switches.
///
/// A view stands in the menu by its own `@Menu(title = key, order = …, icon = an Icon's name)`; the
/// order tells the [Group].
@Layout
public final class Shell extends AppLayout
        implements AfterNavigationObserver, LocaleChangeObserver {

    private static final long serialVersionUID = 1L;

    /// The parts of the menu, by `@Menu(order)`.
    enum Group {
        MAIN(0, ""),
        MONEY(100, "nav.money"),
        ORGANISATION(200, "nav.organisation"),
        OPERATOR(900, "nav.operator");

        private final int from;
        private final String key;

        Group(int from, String key) {
            this.from = from;
            this.key = key;
        }

        static Group of(MenuEntry entry) {
            double order = entry.order() == null ? 0 : entry.order();
            return Arrays.stream(values())
                    .filter(group -> order >= group.from)
                    .reduce((before, after) -> after)
                    .orElse(MAIN);
        }
    }

    /// Marks the item whose address is the longest start of the present one.
    private static final String MARK_MENU =
            """
            const here = location.pathname;
            let best = null;
            document.querySelectorAll('.gf-menu-item').forEach(item => {
              item.removeAttribute('aria-current');
              const path = new URL(item.href).pathname;
              const fits = path === here || (path !== new URL(document.baseURI).pathname && here.startsWith(path + '/'));
              if (fits && (!best || path.length > new URL(best.href).pathname.length)) { best = item; }
            });
            if (best) { best.setAttribute('aria-current', 'page'); }
            """;

    private final transient Portal portal;
    private final transient Inbox inbox;
    private final Span unread = new Span();
    private final Anchor bell = new Anchor("inbox");
    private final Div drawer = new Div();
    private final Header bar = new Header();
    private final Nav crumbs = new Nav();

    @Inject
    Shell(Portal portal, Inbox inbox) {
        this.portal = portal;
        this.inbox = inbox;
        bell.setRouterIgnore(false);
        bell.addClassNames("gf-bell", "gf-button");
        bell.setId("bell");
        unread.addClassName("gf-bell-count");
        bell.add(Icon.BELL.show(), unread);
        setPrimarySection(Section.DRAWER);
        drawer.addClassName("gf-drawer");
        bar.addClassName("gf-bar");
        crumbs.addClassName("gf-crumbs");
        addToDrawer(drawer);
        addToNavbar(bar);
        build();
    }

    private void build() {
        Texts t = Texts.ofReader();
        Visitor visitor = portal.visitor();
        drawer.removeAll();
        drawer.add(brand(), organisation(visitor, t), menu(t));
        bar.removeAll();
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel(t.get("shell.menu"));
        toggle.addClassName("gf-toggle");
        crumbs.setAriaLabel(t.get("shell.way"));
        bar.add(toggle, crumbs, switches(visitor, t));
    }

    private static Component brand() {
        Image mark = new Image("gridfare/brand.svg", "");
        Anchor brand = new Anchor("", mark, new Span("Gridfare"));
        brand.setRouterIgnore(false);
        brand.addClassName("gf-brand");
        return brand;
    }

    private Component organisation(Visitor visitor, Texts t) {
        String name =
                visitor.organisationName()
                        .orElseGet(() ->
                                visitor.isOperator()
                                        ? t.get("shell.operator")
                                        : t.get("organisation.none-short"));
        Span initials = new Span(initials(name));
        initials.addClassName("gf-initials");
        initials.getElement().setAttribute("aria-hidden", "true");
        Span first = new Span(name);
        first.addClassName("gf-organisation-name");
        Span second =
                new Span(
                        visitor.acting().map(party -> t.word(party.role())).orElse(visitor.name()));
        second.addClassName("gf-organisation-role");
        Div words = new Div(first, second);
        Div box = new Div(initials, words);
        box.addClassName("gf-organisation");
        if (visitor.choices().size() < 2) {
            return box;
        }
        MenuBar choose = new MenuBar();
        choose.addClassName("gf-organisation-menu");
        box.add(Icon.CHOOSE.small());
        MenuItem item = choose.addItem(box);
        item.setAriaLabel(t.get("organisation.choose"));
        for (Membership choice : visitor.choices()) {
            item.getSubMenu()
                    .addItem(
                            choice.organisationName(),
                            click -> {
                                portal.choose(choice.organisation());
                                UI.getCurrent().getPage().setLocation(".");
                            });
        }
        return choose;
    }

    /// Two letters at most: more do not fit the circle.
    private static String initials(String name) {
        return Arrays.stream(name.split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .limit(2)
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
    }

    private Component menu(Texts t) {
        Nav menu = new Nav();
        menu.setAriaLabel(t.get("shell.menu"));
        menu.addClassName("gf-menu");
        List<MenuEntry> entries =
                MenuConfiguration.getMenuEntries().stream()
                        .filter(entry -> entry.menuClass() != null)
                        .filter(entry -> portal.mayOpen(entry.menuClass()))
                        .toList();
        for (Group group : Group.values()) {
            List<MenuEntry> here =
                    entries.stream().filter(entry -> Group.of(entry) == group).toList();
            if (!here.isEmpty()) {
                if (!group.key.isEmpty()) {
                    Div head = new Div(t.get(group.key));
                    head.addClassName("gf-menu-head");
                    menu.add(head);
                }
                here.forEach(entry -> menu.add(item(entry, t)));
            }
        }
        return menu;
    }

    private static Component item(MenuEntry entry, Texts t) {
        String path = entry.path().startsWith("/") ? entry.path().substring(1) : entry.path();
        Anchor item =
                new Anchor(
                        path,
                        Icon.valueOf(entry.icon().toUpperCase(Locale.ROOT)).show(),
                        new Span(t.get(entry.title())));
        item.setRouterIgnore(false);
        item.addClassName("gf-menu-item");
        return item;
    }

    private Component switches(Visitor visitor, Texts t) {
        Button language =
                Buttons.icon(Icon.GLOBE, t.get("shell.language"), click -> changeLanguage());
        language.setId("language");
        Button theme =
                Buttons.icon(
                        Icon.MOON,
                        t.get("shell.theme"),
                        click ->
                                UI.getCurrent()
                                        .getPage()
                                        .executeJs(
                                                "gridfareTheme(gridfareTheme() === 'dark' ? 'light'"
                                                        + " : 'dark')"));
        Avatar avatar = new Avatar(visitor.name());
        avatar.setAbbreviation(initials(visitor.name()));
        avatar.addClassName("gf-avatar");
        avatar.getElement().setAttribute("aria-hidden", "true");
        Button person = new Button(avatar);
        person.addClassNames("gf-button", "gf-person");
        person.setAriaLabel(t.get("shell.person", visitor.name()));
        person.getElement().setAttribute("aria-haspopup", "menu");
        ContextMenu personal = new ContextMenu(person);
        personal.setOpenOnClick(true);
        personal.addItem(visitor.name()).setEnabled(false);
        personal.addItem(
                t.get("shell.sign-out"),
                click -> UI.getCurrent().getPage().setLocation("sign-out"));
        Div right = new Div(language, theme, person);
        if (visitor.acting().isPresent()) {
            right.addComponentAsFirst(bell);
            ring(t);
        }
        right.addClassName("gf-switches");
        return right;
    }

    /// How much was told and not read.
    private void ring(Texts t) {
        portal.visitor()
                .acting()
                .ifPresent(party -> {
                    long count = inbox.unread(party);
                    unread.setText(count == 0 ? "" : t.number(count));
                    unread.setVisible(count > 0);
                    bell.setAriaLabel(t.get("inbox.bell", count));
                });
    }

    private static void changeLanguage() {
        UI ui = UI.getCurrent();
        Locale other = Texts.of(ui).chinese() ? Locale.ENGLISH : Translations.CHINESE;
        ui.getPage()
                .executeJs(
                        "document.cookie = $0 + '=' + $1 + ';path=/;max-age=31536000;SameSite=Lax'",
                        Doorkeeper.LANGUAGE_COOKIE,
                        other.toLanguageTag());
        boolean viewFollows = ui.getCurrentView() instanceof LocaleChangeObserver;
        ui.setLocale(other);
        if (!viewFollows) {
            ui.refreshCurrentRoute(false);
        }
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        Doorkeeper.tellOfLostServer(event.getUI());
        event.getUI()
                .getPage()
                .executeJs(
                        "document.documentElement.lang = $0",
                        Translations.nearest(event.getLocale()).toLanguageTag());
        build();
        showWay();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        if (getContent() != null) {
            getContent().getElement().setAttribute("role", "main");
        }
        ring(Texts.ofReader());
        showWay();
    }

    private void showWay() {
        crumbs.removeAll();
        if (!(getContent() instanceof Screen screen)) {
            return;
        }
        for (Crumb step : screen.above()) {
            Anchor link = new Anchor(step.path(), step.title());
            link.setRouterIgnore(false);
            crumbs.add(link, Icon.RIGHT.small());
        }
        Span here = new Span(screen.title());
        here.addClassName("gf-here");
        here.getElement().setAttribute("aria-current", "page");
        crumbs.add(here);
        UI.getCurrent().getPage().executeJs(MARK_MENU);
    }
}
