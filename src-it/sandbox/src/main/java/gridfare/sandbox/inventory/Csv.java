package gridfare.sandbox.inventory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Our own data files: a heading, then rows of values without quotes or commas in them.
final class Csv {

    private Csv() {}

    /// The rows of `gridfare/sandbox/<name>`, without the heading.
    static List<String[]> rows(String name) {
        String resource = "/gridfare/sandbox/" + name;
        try (InputStream in = Csv.class.getResourceAsStream(resource);
                BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(in, resource),
                                        StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
        }
    }
}
