package gridfare.web.part;

import com.vaadin.flow.component.html.Span;

/// A state as icon, word and tint; any one of them may be lost.
public final class Badge extends Span {

    private static final long serialVersionUID = 1L;

    public Badge(Tone tone, Icon icon, String word) {
        addClassNames("gf-badge", tone.cssClass());
        add(icon.show(), new Span(word));
    }

    /// A mark that is no state and has no icon.
    public static Badge mark(String word) {
        Badge badge = new Badge(Tone.MUTE, Icon.INFO, word);
        badge.removeAll();
        badge.addClassName("gf-badge-bare");
        badge.add(new Span(word));
        return badge;
    }
}
