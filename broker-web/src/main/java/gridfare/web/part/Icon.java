package gridfare.web.part;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/// The line icons. An icon never stands for a word alone: it is hidden from screen readers, and a
/// button that shows nothing else carries its name as a label.
public enum Icon {
    BAD,
    BELL,
    BOLT,
    CARD,
    CHART,
    CHECK,
    CHIP,
    CHOOSE,
    CLOCK,
    CLOSE,
    COPY,
    DOC,
    DOTS,
    DOWN,
    DOWNLOAD,
    EDIT,
    FILTER,
    FLAG,
    GAUGE,
    GLOBE,
    HALF,
    HELP,
    HOME,
    INFO,
    KEY,
    LEAF,
    LINK,
    LIST,
    MENU,
    MONEY,
    MOON,
    OK,
    PAUSE,
    PIN,
    PLACE,
    PLAY,
    PLUS,
    PRINT,
    PULSE,
    REFRESH,
    RIGHT,
    SAVE,
    SCALE,
    SEARCH,
    SERVER,
    SHIELD,
    SLIDERS,
    STOP,
    SWAP,
    TEAM,
    UP,
    WARN;

    /// At the size of the text, 16 px.
    public Span show() {
        Span icon = new Span();
        icon.addClassNames("gf-i", cssClass());
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }

    /// Smaller, 14 px: inside buttons, badges and lines of small text.
    public Span small() {
        Span icon = show();
        icon.addClassName("gf-s");
        return icon;
    }

    /// The class that draws it, for cells that are rendered in the browser.
    public String cssClass() {
        return "gf-i-" + name().toLowerCase(Locale.ROOT);
    }
}
