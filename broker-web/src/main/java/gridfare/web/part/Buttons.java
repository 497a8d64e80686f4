package gridfare.web.part;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;

/// Buttons by their rank: one primary on a screen, danger outlined until its dialog.
public final class Buttons {

    private Buttons() {}

    public static Button primary(
            String verb, Icon icon, ComponentEventListener<ClickEvent<Button>> click) {
        return button(verb, icon, "primary", click);
    }

    public static Button plain(
            String verb, Icon icon, ComponentEventListener<ClickEvent<Button>> click) {
        return button(verb, icon, "plain", click);
    }

    public static Button danger(
            String verb, Icon icon, ComponentEventListener<ClickEvent<Button>> click) {
        return button(verb, icon, "danger", click);
    }

    /// For the dialog in which danger is confirmed; `verb` says the amount.
    public static Button dangerFilled(
            String verb, ComponentEventListener<ClickEvent<Button>> click) {
        Button button = new Button(verb, click);
        button.addClassNames("gf-button", "gf-button-danger-filled");
        return button;
    }

    public static Button plain(String verb, ComponentEventListener<ClickEvent<Button>> click) {
        Button button = new Button(verb, click);
        button.addClassNames("gf-button", "gf-button-plain");
        return button;
    }

    public static Button primary(String verb, ComponentEventListener<ClickEvent<Button>> click) {
        Button button = new Button(verb, click);
        button.addClassNames("gf-button", "gf-button-primary");
        return button;
    }

    /// As light as a link, for what is rarely wanted.
    public static Button quiet(String verb, ComponentEventListener<ClickEvent<Button>> click) {
        Button button = new Button(verb, click);
        button.addClassNames("gf-button", "gf-button-quiet");
        return button;
    }

    /// An icon that has a name.
    public static Button icon(
            Icon icon, String name, ComponentEventListener<ClickEvent<Button>> click) {
        Button button = new Button(icon.show(), click);
        button.addClassNames("gf-button", "gf-button-icon");
        button.setAriaLabel(name);
        button.setTooltipText(name);
        return button;
    }

    /// For rows and cards: 26 px high.
    public static Button small(Button button) {
        button.addClassName("gf-button-small");
        return button;
    }

    private static Button button(
            String verb, Icon icon, String rank, ComponentEventListener<ClickEvent<Button>> click) {
        Button button = new Button(verb, icon.small(), click);
        button.addClassNames("gf-button", "gf-button-" + rank);
        return button;
    }
}
