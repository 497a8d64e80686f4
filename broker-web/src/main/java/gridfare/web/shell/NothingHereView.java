package gridfare.web.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.text.Texts;

/// For an address that names nothing, or nothing that this person may see: the two look the same.
@ParentLayout(Shell.class)
public final class NothingHereView extends Div
        implements HasErrorParameter<NotFoundException>, Screen {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(
            BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        removeAll();
        Texts t = Texts.ofReader();
        addClassName("gf-page");
        Card card = Card.plain(t.get("nothing-here.title"));
        card.add(
                new Empty(
                        t.get("nothing-here.title"),
                        t.get("nothing-here.text"),
                        Buttons.plain(
                                t.get("nothing-here.home"),
                                Icon.HOME,
                                click -> UI.getCurrent().navigate(""))));
        add(card);
        return 404;
    }

    @Override
    public String titleKey() {
        return "nothing-here.title";
    }
}
