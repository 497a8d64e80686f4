package gridfare.web.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;

/// Where nothing is yet: what will be here, and one thing to do about it.
public final class Empty extends Div {

    private static final long serialVersionUID = 1L;

    public Empty(String title, String text, Component... actions) {
        addClassName("gf-empty");
        add(new H3(title), new Paragraph(text));
        if (actions.length > 0) {
            Div row = new Div(actions);
            row.addClassName("gf-row");
            add(row);
        }
    }
}
