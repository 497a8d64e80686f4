package gridfare.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/// What people see; colours on a terminal only.
final class Screen implements Steps {

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean coloured;

    Screen(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    String good(String text) {
        return coloured ? GREEN + text + PLAIN : text;
    }

    String bad(String text) {
        return coloured ? RED + text + PLAIN : text;
    }

    void line(String text) {
        out.println(text);
    }

    void pair(String name, String value) {
        out.printf("  %-24s %s%n", name, value);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    @Override
    public synchronized void note(String text) {
        out.println("  " + text);
    }

    @Override
    public synchronized void done(String step, Duration took, String detail) {
        out.printf("  %-24s %8s  %s%n", step, took.isZero() ? "" : seconds(took), detail);
    }
}
