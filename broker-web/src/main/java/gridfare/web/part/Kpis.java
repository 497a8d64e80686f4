package gridfare.web.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/// A row of key figures: what, how much, and what to compare it with.
public final class Kpis extends Div {

    private static final long serialVersionUID = 1L;

    public Kpis(String name) {
        addClassNames("gf-card", "gf-kpis");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", name);
    }

    public Kpis figure(String what, String value, String foot) {
        return figure(what, new Span(value), new Span(foot));
    }

    public Kpis figure(String what, Component value, Component foot) {
        Div box = new Div(div("gf-kpi-what", new Span(what)), div("gf-kpi-value", value));
        box.add(div("gf-kpi-foot", foot));
        add(box);
        return this;
    }

    /// A figure with its unit, which is lighter.
    public static Component withUnit(String figure, String unit) {
        Span light = new Span(unit);
        light.addClassName("gf-kpi-unit");
        return new Span(new Span(figure + " "), light);
    }

    private static Div div(String style, Component content) {
        Div div = new Div(content);
        div.addClassName(style);
        return div;
    }
}
