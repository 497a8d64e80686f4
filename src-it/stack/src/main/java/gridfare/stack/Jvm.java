package gridfare.stack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The Java that runs us also runs the parts.
final class Jvm {

    private Jvm() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String home() {
        return System.getProperty("java.home");
    }

    /// The words of a variable such as `GRIDFARE_WEB_JAVA_OPTS`.
    static List<String> words(String options) {
        return Arrays.stream(options.strip().split("\\s+")).filter(w -> !w.isEmpty()).toList();
    }
}
