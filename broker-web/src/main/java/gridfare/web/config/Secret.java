package gridfare.web.config;

/// A text that must never reach a log or a screen.
public record Secret(String revealed) {

    @Override
    public String toString() {
        return revealed.isEmpty() ? "(none)" : "(secret)";
    }
}
