package gridfare.web.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;

/// A hairline around what belongs together. Never a card in a card.
@Tag("section")
public final class Card extends Component implements HasComponents {

    private static final long serialVersionUID = 1L;

    private final Div head = new Div();
    private final H2 title;

    public Card(String title) {
        this.title = new H2(title);
        getElement().getClassList().add("gf-card");
        getElement().setAttribute("aria-label", title);
        head.addClassName("gf-card-head");
        head.add(this.title);
        add(head);
    }

    /// Without a visible head; `name` is for screen readers.
    public static Card plain(String name) {
        Card card = new Card(name);
        card.head.setVisible(false);
        return card;
    }

    /// Lighter words beside the title.
    public Card sub(String text) {
        Span sub = new Span(text);
        sub.addClassName("gf-sub");
        head.add(sub);
        return this;
    }

    /// At the right end of the head.
    public Card tools(Component... tools) {
        Div right = new Div(tools);
        right.addClassName("gf-tools");
        head.add(right);
        return this;
    }

    /// With the card's padding; tables and lists go without.
    public Card inside(Component... parts) {
        Div inside = new Div(parts);
        inside.addClassName("gf-card-in");
        add(inside);
        return this;
    }
}
