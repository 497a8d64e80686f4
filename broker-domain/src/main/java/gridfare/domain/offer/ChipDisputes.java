package gridfare.domain.offer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import gridfare.domain.facts.FactTable;
import gridfare.domain.facts.FactTable.Row;
import gridfare.pricing.resource.ChipId;
import java.util.List;
import java.util.Map;

/// Other figures that are told of a chip: shown beside the catalogue, never computed with.
public final class ChipDisputes {

    /// @param field the column of the catalogue that it contradicts
    /// @param value as its source has it
    /// @param source who says so; "general knowledge" where nobody was read
    public record Dispute(String field, String value, String unit, String source, String note) {}

    private static final Map<ChipId, List<Dispute>> BY_CHIP = load();

    private ChipDisputes() {}

    /// In the table's order; empty where nobody contradicts.
    public static List<Dispute> of(ChipId chip) {
        return BY_CHIP.getOrDefault(chip, List.of());
    }

    private static Map<ChipId, List<Dispute>> load() {
        return FactTable.rows("chip_disputes").stream()
                .collect(
                        groupingBy(
                                row -> new ChipId(row.text("chip")),
                                mapping(ChipDisputes::dispute, toUnmodifiableList())));
    }

    private static Dispute dispute(Row row) {
        return new Dispute(
                row.text("field"),
                row.text("value"),
                row.text("unit"),
                row.known("source").orElse("not stated"),
                row.known("note").orElse(""));
    }
}
