package gridfare.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How a part comes up, and what is said when it does not.
final class Startup {

    /// What a killed server listened on is free a moment later.
    private static final Duration PORT_PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int TAIL_LINES = 15;
    private static final int TAIL_BYTES = 20_000;
    private static final int LINE_CHARS = 240;

    private Startup() {}

    static void of(Part part, Steps steps) {
        if (part.running() && (part.outdated() || !part.hopeless().isEmpty())) {
            part.stop();
        }
        if (part.running()) {
            if (!Await.until(part::answers, part.patience(), PAUSE)) {
                throw new StackFailure(
                        "%s runs, but does not answer at %s. Try: ./gridfare down, then up.%s"
                                .formatted(part.name(), part.address(), tail(part)));
            }
            steps.done(part.name(), Duration.ZERO, part.address() + " (runs already)");
            return;
        }
        portsMustBeFree(part.name(), part.ports());
        long before = System.nanoTime();
        part.prepare(steps);
        part.launch();
        boolean[] gone = {false};
        boolean answered =
                Await.until(
                        () -> {
                            if (!part.running() || !part.hopeless().isEmpty()) {
                                gone[0] = true;
                                return true;
                            }
                            return part.answers();
                        },
                        part.patience(),
                        PAUSE);
        if (gone[0]) {
            String reason = part.hopeless();
            throw new StackFailure(
                    "%s %s%s"
                            .formatted(
                                    part.name(),
                                    reason.isEmpty() ? "ended while it was starting." : reason,
                                    tail(part)));
        }
        if (!answered) {
            throw new StackFailure(
                    "%s did not answer at %s within %d s.%s"
                            .formatted(
                                    part.name(),
                                    part.address(),
                                    part.patience().toSeconds(),
                                    tail(part)));
        }
        part.settle();
        steps.done(part.name(), Duration.ofNanos(System.nanoTime() - before), part.address());
    }

    /// @throws StackFailure naming the part, the port and how to choose another
    static void portsMustBeFree(String part, List<Ports.Use> uses) {
        for (Ports.Use use : uses) {
            if (!Await.until(() -> Ports.isFree(use.port()), PORT_PATIENCE, PAUSE)) {
                throw new StackFailure(
                        "%s cannot start: port %d, for %s, is taken by another program. Choose another with %s N or %s=N."
                                .formatted(
                                        part,
                                        use.port(),
                                        use.what(),
                                        use.option(),
                                        use.variable()));
            }
        }
    }

    /// The end of the part's log, since it was started.
    private static String tail(Part part) {
        Path log = part.log();
        if (!Files.exists(log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(part.daemon().logStart(), file.length() - TAIL_BYTES);
            file.seek(from);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            List<String> last =
                    lines.stream()
                            .skip(Math.max(0, lines.size() - TAIL_LINES))
                            .map(line ->
                                    line.length() > LINE_CHARS
                                            ? line.substring(0, LINE_CHARS) + "…"
                                            : line)
                            .toList();
            return "\nThe end of %s:\n  %s".formatted(log, String.join("\n  ", last));
        } catch (IOException e) {
            return "\nIts log is " + log;
        }
    }
}
