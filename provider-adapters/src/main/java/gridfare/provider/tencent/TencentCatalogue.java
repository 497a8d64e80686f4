package gridfare.provider.tencent;

import static java.util.stream.Collectors.toUnmodifiableSet;

import gridfare.domain.provider.SiteReport;
import gridfare.pricing.resource.ChipId;
import gridfare.provider.limit.DatedFile;
import gridfare.provider.limit.DatedFile.Row;
import gridfare.provider.limit.DatedFile.StockWord;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What the vendor's interface does not tell and we keep as dated data: where a zone is, which chip
/// an instance type holds, how many machines a stock word stands for, which regions really exist.
///
/// @param sites by zone id
/// @param types by instance type; the vendor's lists name no chip at all
/// @param stockWords by the vendor's `StatusCategory`
/// @param realRegions the regions that the real vendor has: no other is ever named to it
record TencentCatalogue(
        Map<String, SiteReport> sites,
        Map<String, TypeRow> types,
        Map<String, StockWord> stockWords,
        Set<String> realRegions) {

    /// In the names of the files.
    static final String VERSION = "2026-11-24";

    /// @param gpus accelerators of one instance
    record TypeRow(ChipId chip, int gpus) {}

    TencentCatalogue {
        sites = Map.copyOf(sites);
        types = Map.copyOf(types);
        stockWords = Map.copyOf(stockWords);
        realRegions = Set.copyOf(realRegions);
    }

    static TencentCatalogue load() {
        return new TencentCatalogue(
                read("zones", DatedFile::site),
                read(
                        "instance-types",
                        row -> new TypeRow(new ChipId(row.text("chip_id")), row.number("gpus"))),
                read("stock-words", DatedFile::stockWord),
                read("regions", row -> row.text("origin")).entrySet().stream()
                        .filter(region -> region.getValue().equals("real"))
                        .map(Map.Entry::getKey)
                        .collect(toUnmodifiableSet()));
    }

    private static <V> Map<String, V> read(String name, Function<Row, V> value) {
        return DatedFile.read(TencentCatalogue.class, name, VERSION, value);
    }
}
