package gridfare.domain.offer;

import gridfare.domain.facts.FactTable;
import gridfare.domain.facts.FactTable.Row;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.Interconnect;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// How the chips of one instance reach each other, as the catalogue words it.
final class ChipLinks {

    /// How each wording begins, in lower case.
    private static final Map<String, Interconnect> WORDS =
            Map.of(
                    "nvlink", Interconnect.NVLINK,
                    "pcie", Interconnect.PCIE,
                    "infinity fabric", Interconnect.INFINITY_FABRIC,
                    "roce", Interconnect.ROCE,
                    "hccs", Interconnect.HCCS,
                    "ub / hccs", Interconnect.HCCS,
                    "xpu link", Interconnect.XPU_LINK,
                    "mlu-link", Interconnect.MLU_LINK,
                    "ici", Interconnect.ICI,
                    "neuronlink", Interconnect.NEURON_LINK);

    private static final Map<ChipId, Interconnect> LINKS = load();

    private ChipLinks() {}

    static Interconnect of(ChipId chip) {
        return LINKS.getOrDefault(chip, Interconnect.UNKNOWN);
    }

    private static Map<ChipId, Interconnect> load() {
        Map<ChipId, Interconnect> links = new HashMap<>();
        for (Row row : FactTable.rows("chips")) {
            String words = row.known("interconnect").orElse("").toLowerCase(Locale.ROOT);
            WORDS.entrySet().stream()
                    .filter(word -> words.startsWith(word.getKey()))
                    .findFirst()
                    .ifPresent(word -> links.put(new ChipId(row.text("id")), word.getValue()));
        }
        return Map.copyOf(links);
    }
}
