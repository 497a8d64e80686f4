package gridfare.provider.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import gridfare.domain.provider.SiteReport;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.place.Coordinates;
import gridfare.pricing.place.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Facts about a vendor that its interface does not tell, in comma-separated files with a date in
/// their names: a change is a new file, so that it shows what was believed when.
public final class DatedFile {

    private DatedFile() {}

    /// The rows of `<name>-<version>.csv` beside `owner`, by their first column.
    public static <V> Map<String, V> read(
            Class<?> owner, String name, String version, Function<Row, V> value) {
        String file = name + "-" + version + ".csv";
        var stream = owner.getResourceAsStream(file);
        if (stream == null) throw new IllegalStateException(file + " is missing.");
        try (var reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            List<String> lines = reader.lines().filter(line -> !line.isBlank()).toList();
            List<String> columns = List.of(lines.getFirst().split(",", -1));
            Map<String, V> rows = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                Row row = Row.of(columns, line);
                String key = row.text(columns.getFirst());
                if (rows.put(key, value.apply(row)) != null) {
                    throw new IllegalStateException(key + " stands twice in " + file + ".");
                }
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// A row of a file of zones.
    public static SiteReport site(Row row) {
        return new SiteReport(
                row.text("zone_id"),
                row.text("region_id"),
                new Place(
                        row.text("iso_3166_2"),
                        new Coordinates(
                                Double.parseDouble(row.text("latitude")),
                                Double.parseDouble(row.text("longitude"))),
                        row.text("name_en")),
                SiteKind.valueOf(row.text("kind")));
    }

    /// A row of a file of stock words.
    public static StockWord stockWord(Row row) {
        return new StockWord(
                Boolean.parseBoolean(row.text("on_sale")), row.number("assumed_free_instances"));
    }

    /// @param assumedFree instances that the word stands for
    public record StockWord(boolean onSale, int assumedFree) {}

    /// A line of a file without quotes: no value of ours holds a comma, and one that does fails
    /// here.
    public record Row(Map<String, String> values) {

        static Row of(List<String> columns, String line) {
            String[] cells = line.split(",", -1);
            if (cells.length != columns.size()) {
                throw new IllegalStateException("%s does not fit %s.".formatted(line, columns));
            }
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < cells.length; i++) values.put(columns.get(i), cells[i]);
            return new Row(values);
        }

        public String text(String column) {
            String value = values.get(column);
            if (value == null) throw new IllegalStateException("No column " + column + ".");
            return value;
        }

        public int number(String column) {
            return Integer.parseInt(text(column));
        }
    }
}
