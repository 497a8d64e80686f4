package gridfare.web.part;

import java.util.Locale;

/// What a tint says. Red, amber and green are states and nothing else.
public enum Tone {
    OK,
    WARN,
    BAD,
    ACCENT,
    MUTE;

    public String cssClass() {
        return "gf-" + name().toLowerCase(Locale.ROOT);
    }
}
