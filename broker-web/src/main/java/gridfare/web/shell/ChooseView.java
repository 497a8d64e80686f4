package gridfare.web.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import gridfare.domain.party.Membership;
import gridfare.web.part.Buttons;
import gridfare.web.part.Card;
import gridfare.web.part.Empty;
import gridfare.web.part.Icon;
import gridfare.web.security.Portal;
import gridfare.web.security.Visitor;
import gridfare.web.text.Texts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.util.List;

/// Where a person says for which organisation they act, or hears that they act for none.
@Route("organisation")
@RolesAllowed("operator") // and anyone who has no organisation yet: see Doorkeeper
public final class ChooseView extends Div implements Screen {

    private static final long serialVersionUID = 1L;

    @Inject
    ChooseView(Portal portal) {
        addClassName("gf-page");
        Texts t = Texts.ofReader();
        Visitor visitor = portal.visitor();
        List<Membership> choices = visitor.choices();
        Card card = Card.plain(t.get(titleKey()));
        card.add(
                choices.isEmpty()
                        ? new Empty(t.get("organisation.none"), t.get("organisation.none-text"))
                        : new Empty(
                                t.get(titleKey()),
                                t.get("organisation.choose-text"),
                                choices.stream()
                                        .map(choice -> button(portal, choice))
                                        .toArray(Button[]::new)));
        add(card);
    }

    private static Button button(Portal portal, Membership choice) {
        return Buttons.plain(
                choice.organisationName(),
                Icon.TEAM,
                click -> {
                    portal.choose(choice.organisation());
                    UI.getCurrent().getPage().setLocation(".");
                });
    }

    @Override
    public String titleKey() {
        return "organisation.choose";
    }
}
