package gridfare.web.part;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/// How much of something is used, as a bar; its name says the figure in words.
public final class Meter extends Div {

    private static final long serialVersionUID = 1L;

    /// @param share 0 to 1; more is shown as full
    public Meter(double share, String name) {
        addClassName("gf-meter");
        getElement().setAttribute("role", "img");
        getElement().setAttribute("aria-label", name);
        Span full = new Span();
        double percent = Math.clamp(share, 0, 1) * 100;
        full.getStyle().set("width", String.format(Locale.ROOT, "%.1f%%", percent));
        add(full);
    }
}
