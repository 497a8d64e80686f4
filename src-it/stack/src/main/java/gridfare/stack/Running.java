package gridfare.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/// The checkout's own stack. Which ports it was started on is kept, so that `down` and the rest
/// need not be told.
final class Running {

    private final Path checkout;
    private final StackSettings settings;
    private final Path file;

    private Running(Path checkout, StackSettings settings) {
        this.checkout = checkout;
        this.settings = settings;
        this.file = file(settings);
    }

    private static Path file(StackSettings settings) {
        return settings.home().resolve("run/ports.properties");
    }

    /// @throws StackFailure if it runs on other ports than those asked for
    static Running at(Path checkout, Map<String, String> environment) {
        StackSettings asked = StackSettings.ofCheckout(checkout, environment);
        Properties kept = new Properties();
        if (Files.exists(file(asked))) {
            try (InputStream in = Files.newInputStream(file(asked))) {
                kept.load(in);
            } catch (IOException e) {
                throw new StackFailure("Cannot read " + file(asked), e);
            }
        }
        StackSettings known = asked.on(Ports.USUAL.with(kept));
        boolean someRun = Stack.of(known).parts().stream().anyMatch(Part::running);
        if (!someRun) {
            return new Running(checkout, asked);
        }
        for (Ports.Use use : asked.ports().uses()) {
            String wanted = environment.get(use.variable());
            if (wanted != null && !wanted.isBlank() && !kept.isEmpty()) {
                String now = kept.getProperty(use.variable());
                if (!wanted.strip().equals(now)) {
                    throw new StackFailure(
                            "It runs with port %s for %s; run ./gridfare down before choosing %s."
                                    .formatted(now, use.what(), wanted));
                }
            }
        }
        return new Running(checkout, known);
    }

    void remember() {
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                settings.ports().properties().store(out, "where ./gridfare up started the parts");
            }
        } catch (IOException e) {
            throw new StackFailure("Cannot write %s: %s".formatted(file, StackFailure.why(e)), e);
        }
    }

    Path checkout() {
        return checkout;
    }

    Stack stack() {
        return Stack.of(settings);
    }
}
