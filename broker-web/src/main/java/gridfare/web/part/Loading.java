package gridfare.web.part;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/// The shape of what is coming, shown only after 300 ms.
public final class Loading extends Div {

    private static final long serialVersionUID = 1L;

    /// @param text what is being waited for
    public Loading(String text, int rows) {
        addClassName("gf-loading");
        getElement().setAttribute("aria-busy", "true");
        getElement().setAttribute("role", "status");
        add(new Paragraph(text));
        for (int i = 0; i < rows; i++) {
            Div row = new Div(bone("gf-bone-long"), bone("gf-bone-short"), bone("gf-bone-figure"));
            row.addClassName("gf-bones");
            add(row);
        }
    }

    private static Span bone(String shape) {
        Span bone = new Span();
        bone.addClassNames("gf-bone", shape);
        return bone;
    }
}
