package gridfare.load.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The trace's GPU models in the catalogue's words. The trace does not disclose what G1, G2 and G3
/// are: `chips.csv` beside this class names a stand-in for each, and the report says so.
final class ChipWords {

    private final Map<String, Set<String>> chips = new LinkedHashMap<>();
    private final Set<String> standIns = new LinkedHashSet<>();

    static ChipWords committed() {
        try (InputStream in = ChipWords.class.getResourceAsStream("chips.csv")) {
            if (in == null) {
                throw new IllegalStateException("chips.csv is not in the jar.");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new ChipWords(reader.lines().skip(1).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChipWords(List<String> lines) {
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            chips.put(cells[0], new LinkedHashSet<>(Arrays.asList(cells[1].split("\\|"))));
            if (cells[2].equals("stand-in")) {
                standIns.add(cells[0]);
            }
        }
    }

    /// @throws IllegalArgumentException if the file has no word for a model: a guess is no answer
    Set<String> of(Collection<String> models) {
        Set<String> all = new LinkedHashSet<>();
        for (String model : models) {
            Set<String> named = chips.get(model);
            if (named == null) {
                throw new IllegalArgumentException("chips.csv has no line for " + model + ".");
            }
            all.addAll(named);
        }
        return all;
    }

    boolean anyStandIn(Collection<String> models) {
        return models.stream().anyMatch(standIns::contains);
    }

    String describeStandIns() {
        StringBuilder text = new StringBuilder();
        for (String model : standIns) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(model)
                    .append(" → ")
                    .append(chips.get(model));
        }
        return text.toString();
    }
}
