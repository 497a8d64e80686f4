package gridfare.load.replay;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import org.jspecify.annotations.Nullable;

/// `./gridfare replay FILE [--limit N] [--yes]`. Where the product is comes from the launcher's
/// environment.
public final class Main {

    private static final String USAGE =
            """
            usage: ./gridfare replay FILE [--limit N] [--yes] [--report FILE.json]
              FILE     an openb pod list; docs/replay.md says where anyone gets one
              --limit  only the first N pods by arrival
              --yes    do not ask before the clock is moved
              --report also write the figures as JSON\
            """;

    private Main() {}

    private record Arguments(Path file, int limit, boolean yes, @Nullable Path report) {

        static Arguments parse(String[] words) {
            Deque<String> left = new ArrayDeque<>(Arrays.asList(words));
            Path file = null;
            int limit = Integer.MAX_VALUE;
            boolean yes = false;
            Path report = null;
            while (!left.isEmpty()) {
                String word = left.remove();
                switch (word) {
                    case "--limit" -> limit = Integer.parseInt(value(left, word));
                    case "--yes" -> yes = true;
                    case "--report" -> report = Path.of(value(left, word));
                    default -> file = Path.of(word);
                }
            }
            if (file == null || limit < 1) {
                throw new IllegalArgumentException(USAGE);
            }
            return new Arguments(file, limit, yes, report);
        }

        private static String value(Deque<String> left, String option) {
            String value = left.poll();
            if (value == null) {
                throw new IllegalArgumentException(option + " wants a value.\n" + USAGE);
            }
            return value;
        }
    }

    public static void main(String[] words) {
        try {
            run(Arguments.parse(words));
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Arguments arguments) {
        List<Pod> pods = PodList.read(arguments.file(), arguments.limit());
        Duration span = span(pods);
        System.out.printf(
                "%d pods. This moves the clock of broker and sandbox %d days and %d hours ahead;"
                        + " only `./gridfare reset` brings it back.%n",
                pods.size(), span.toDays(), span.toHoursPart());
        if (!arguments.yes() && !agreed()) {
            System.out.println("Nothing was done.");
            return;
        }
        InstantSource wall = InstantSource.system();
        Api api =
                new Api(
                        URI.create(setting("GRIDFARE_PUBLIC_URL", "http://localhost:8080")),
                        URI.create(
                                setting(
                                        "GRIDFARE_OIDC_ISSUER",
                                        "http://localhost:8180/realms/gridfare")),
                        setting("GRIDFARE_REPLAY_CLIENT", "gridfare-replay"),
                        setting("GRIDFARE_REPLAY_SECRET", "replay-secret"),
                        wall);
        ChipWords chips = ChipWords.committed();
        Progress progress = new Progress(System.out, onTerminal());
        Report report = new Report(new Replay(api, chips, progress, wall).run(pods), chips);
        System.out.println(report.text());
        Path file = arguments.report();
        if (file != null) {
            try {
                Files.writeString(file, report.json().toPrettyString());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + file, e);
            }
        }
    }

    private static Duration span(List<Pod> pods) {
        long first = pods.isEmpty() ? 0 : pods.getFirst().arrivalSecond();
        long last =
                pods.stream()
                        .mapToLong(p -> p.arrivalSecond() + p.lifeSeconds())
                        .max()
                        .orElse(first);
        return Duration.ofSeconds(last - first);
    }

    private static boolean agreed() {
        if (!onTerminal()) {
            return false;
        }
        System.out.print("Go on? [y/N] ");
        System.out.flush();
        Scanner keyboard = new Scanner(System.in, Charset.defaultCharset());
        return keyboard.hasNextLine() && keyboard.nextLine().strip().equalsIgnoreCase("y");
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
