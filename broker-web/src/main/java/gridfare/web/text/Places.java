package gridfare.web.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// What places are called: `Qingyang, Gansu`; in Chinese `庆阳，甘肃`. One that is not in the table
/// keeps the name and the code that its provider gave it.
final class Places {

    private record Name(String en, String zh) {

        String in(boolean chinese) {
            return chinese ? zh : en;
        }
    }

    private static final Map<List<String>, Name> NAMES = read();

    private Places() {}

    /// @param subdivision its ISO 3166-2 code
    static String show(String name, String subdivision, boolean chinese) {
        Name city = NAMES.getOrDefault(List.of(name, subdivision), new Name(name, name));
        Name around =
                NAMES.getOrDefault(List.of("", subdivision), new Name(subdivision, subdivision));
        if (city.en().equals(around.en())) {
            return city.in(chinese);
        }
        return city.in(chinese) + (chinese ? "，" : ", ") + around.in(chinese);
    }

    private static Map<List<String>, Name> read() {
        try (InputStream in =
                        Objects.requireNonNull(
                                Places.class.getResourceAsStream("/vaadin-i18n/places.csv"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    cells -> List.of(cells[0], cells[1]),
                                    cells -> new Name(cells[2], cells[3]),
                                    (first, second) -> first));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
