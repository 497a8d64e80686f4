package gridfare.provider.huawei;

import gridfare.domain.provider.SiteReport;
import gridfare.pricing.resource.ChipId;
import gridfare.provider.limit.DatedFile;
import gridfare.provider.limit.DatedFile.Row;
import gridfare.provider.limit.DatedFile.StockWord;
import java.util.Map;
import java.util.function.Function;

/// What the vendor's interface does not tell and we keep as dated data: where a zone is, which chip
/// a flavor holds, how many machines a stock word stands for.
///
/// @param sites by zone name
/// @param types by flavor
/// @param stockWords by the vendor's word in `cond:operation:az`
record HuaweiCatalogue(
        Map<String, SiteReport> sites,
        Map<String, TypeRow> types,
        Map<String, StockWord> stockWords) {

    /// In the names of the files.
    static final String VERSION = "2026-11-24";

    /// @param gpus accelerators of one instance
    /// @param gpuMemoryGib of one accelerator
    record TypeRow(ChipId chip, int gpus, String gpuSpec, int gpuMemoryGib) {}

    HuaweiCatalogue {
        sites = Map.copyOf(sites);
        types = Map.copyOf(types);
        stockWords = Map.copyOf(stockWords);
    }

    static HuaweiCatalogue load() {
        return new HuaweiCatalogue(
                read("zones", DatedFile::site),
                read(
                        "instance-types",
                        row ->
                                new TypeRow(
                                        new ChipId(row.text("chip_id")),
                                        row.number("gpus"),
                                        row.text("gpu_spec"),
                                        row.number("gpu_memory_gib"))),
                read("stock-words", DatedFile::stockWord));
    }

    boolean knowsRegion(String region) {
        return sites.values().stream().anyMatch(site -> site.region().equals(region));
    }

    private static <V> Map<String, V> read(String name, Function<Row, V> value) {
        return DatedFile.read(HuaweiCatalogue.class, name, VERSION, value);
    }
}
