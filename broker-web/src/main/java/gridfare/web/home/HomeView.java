package gridfare.web.home;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import gridfare.web.part.Badge;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Icon;
import gridfare.web.part.Kpis;
import gridfare.web.part.Loading;
import gridfare.web.part.Message;
import gridfare.web.part.Tone;
import gridfare.web.shell.Screen;
import jakarta.annotation.security.PermitAll;

@Route("")
@Menu(title = "nav.home", order = 0, icon = "home")
@PermitAll
public final class HomeView extends Div implements Screen {

    private static final long serialVersionUID = 1L;

    HomeView() {
        addClassName("gf-page");
        add(new H1("Home"));
        add(new Kpis("k").figure("A", "$5,111.73", "foot").figure("B", "28", "foot"));
        Card c =
                new Card("Running now")
                        .sub("3 placements")
                        .tools(
                                Buttons.small(
                                        Buttons.plain(
                                                "Table",
                                                Icon.LIST,
                                                e -> {
                                                    throw new IllegalStateException("x");
                                                })));
        c.inside(
                new Badge(Tone.OK, Icon.PLAY, "RUNNING"),
                Message.warning("Careful", "text"),
                new Loading("x", 2),
                Buttons.primary("New", Icon.PLUS, e -> {}),
                Buttons.danger("Stop…", Icon.STOP, e -> {}));
        add(c);
    }

    @Override
    public String titleKey() {
        return "home.title";
    }
}
