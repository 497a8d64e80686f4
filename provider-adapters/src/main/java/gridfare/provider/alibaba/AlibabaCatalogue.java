package gridfare.provider.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import gridfare.domain.provider.SiteReport;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.place.Coordinates;
import gridfare.pricing.place.Place;
import gridfare.pricing.resource.ChipId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What the vendor's interface does not tell and we keep as dated data: where a zone is, which chip
/// an instance type holds, how many machines a stock word stands for, which regions really exist.
///
/// @param sites by zone id
/// @param types by instance type
/// @param stockWords by the vendor's `StatusCategory`
/// @param realRegions the regions that the real vendor has: no other is ever called there
record AlibabaCatalogue(
        Map<String, SiteReport> sites,
        Map<String, TypeRow> types,
        Map<String, StockWord> stockWords,
        Set<String> realRegions) {

    /// In the names of the files: a change is a new file, so that it shows what was believed when.
    static final String VERSION = "2026-11-24";

    /// @param gpus accelerators of one instance
    /// @param gpuMemoryGib of one accelerator
    record TypeRow(ChipId chip, int gpus, String gpuSpec, int gpuMemoryGib) {}

    /// @param assumedFree instances that the word stands for
    record StockWord(boolean onSale, int assumedFree) {}

    AlibabaCatalogue {
        sites = Map.copyOf(sites);
        types = Map.copyOf(types);
        stockWords = Map.copyOf(stockWords);
        realRegions = Set.copyOf(realRegions);
    }

    static AlibabaCatalogue load() {
        return new AlibabaCatalogue(
                byFirstColumn(
                        "zones",
                        row ->
                                new SiteReport(
                                        row.text("zone_id"),
                                        row.text("region_id"),
                                        new Place(
                                                row.text("iso_3166_2"),
                                                new Coordinates(
                                                        Double.parseDouble(row.text("latitude")),
                                                        Double.parseDouble(row.text("longitude"))),
                                                row.text("name_en")),
                                        SiteKind.valueOf(row.text("kind")))),
                byFirstColumn(
                        "instance-types",
                        row ->
                                new TypeRow(
                                        new ChipId(row.text("chip_id")),
                                        Integer.parseInt(row.text("gpus")),
                                        row.text("gpu_spec"),
                                        Integer.parseInt(row.text("gpu_memory_gib")))),
                byFirstColumn(
                        "stock-words",
                        row ->
                                new StockWord(
                                        Boolean.parseBoolean(row.text("on_sale")),
                                        Integer.parseInt(row.text("assumed_free_instances")))),
                byFirstColumn("regions", row -> row.text("origin")).entrySet().stream()
                        .filter(region -> region.getValue().equals("real"))
                        .map(Map.Entry::getKey)
                        .collect(toUnmodifiableSet()));
    }

    private static <V> Map<String, V> byFirstColumn(String name, Function<Row, V> value) {
        String file = name + "-" + VERSION + ".csv";
        var stream = AlibabaCatalogue.class.getResourceAsStream(file);
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

    /// A line of a file without quotes: no value of ours holds a comma, and one that does fails
    /// here.
    private record Row(Map<String, String> values) {

        static Row of(List<String> columns, String line) {
            String[] cells = line.split(",", -1);
            if (cells.length != columns.size()) {
                throw new IllegalStateException("%s does not fit %s.".formatted(line, columns));
            }
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < cells.length; i++) values.put(columns.get(i), cells[i]);
            return new Row(values);
        }

        String text(String column) {
            String value = values.get(column);
            if (value == null) throw new IllegalStateException("No column " + column + ".");
            return value;
        }
    }
}
