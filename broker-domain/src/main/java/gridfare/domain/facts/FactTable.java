package gridfare.domain.facts;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A table of facts from the class path, row by row. An empty cell is "not known".
public final class FactTable {

    private FactTable() {}

    /// One row.
    public record Row(NamedCsvRecord cells) {

        /// @throws IllegalStateException if the cell is empty: the table is broken
        public String text(String column) {
            return known(column)
                    .orElseThrow(
                            () -> new IllegalStateException("No " + column + " in " + cells + "."));
        }

        public Optional<String> known(String column) {
            String cell = cells.getField(column).strip();
            return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
        }

        public Optional<Double> figure(String column) {
            return known(column).map(Double::valueOf);
        }
    }

    /// The rows of `gridfare/facts/<name>.csv`.
    public static List<Row> rows(String name) {
        String path = "/gridfare/facts/" + name + ".csv";
        try (InputStream in = FactTable.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not on the class path.");
            }
            try (CsvReader<NamedCsvRecord> reader =
                    CsvReader.builder()
                            .ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                return reader.stream().map(Row::new).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
