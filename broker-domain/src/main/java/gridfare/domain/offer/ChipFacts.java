package gridfare.domain.offer;

import gridfare.domain.facts.FactTable;
import gridfare.domain.facts.FactTable.Row;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.ChipCatalogue;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.resource.DenseRates;
import gridfare.pricing.resource.SoftwareStack;
import gridfare.pricing.resource.Throughput;
import gridfare.pricing.resource.Throughput.Confidence;
import gridfare.pricing.resource.WorkloadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The catalogue of chips as the fact tables have it. A chip without a memory size or a software
/// stack that we know cannot be matched, and is left out.
public final class ChipFacts {

    private static final ChipCatalogue CATALOGUE = load();

    private ChipFacts() {}

    public static ChipCatalogue catalogue() {
        return CATALOGUE;
    }

    private static ChipCatalogue load() {
        List<Chip> chips = new ArrayList<>();
        for (Row row : FactTable.rows("chips")) {
            chip(row).ifPresent(chips::add);
        }
        List<ChipCatalogue.Figure> figures = new ArrayList<>();
        for (Row row : FactTable.rows("throughput_summary")) {
            ChipId chip = new ChipId(row.text("chip"));
            if (chips.stream().anyMatch(known -> known.id().equals(chip))) {
                throughput(row)
                        .ifPresent(figure ->
                                figures.add(new ChipCatalogue.Figure(chip, kind(row), figure)));
            }
        }
        return new ChipCatalogue(chips, figures);
    }

    private static Optional<Chip> chip(Row row) {
        Optional<Integer> memory = row.figure("memory_gib").map(Double::intValue);
        Optional<SoftwareStack> stack = row.known("software_stack").flatMap(SoftwareStack::called);
        if (memory.isEmpty() || memory.get() < 1 || stack.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Chip(
                        new ChipId(row.text("id")),
                        row.text("vendor"),
                        row.text("model"),
                        memory.get(),
                        rates(row),
                        row.figure("memory_bandwidth_gbps").orElse(null),
                        row.figure("board_power_w").map(Double::intValue).orElse(null),
                        stack.get(),
                        row.figure("tpp_max").orElse(null),
                        row.figure("performance_density").orElse(null),
                        row.text("vendor"),
                        stack.get().label() + " " + memory.get() + " GB",
                        row.text("source")));
    }

    /// @throws IllegalStateException where rates with and without sparsity stand in one row
    private static DenseRates rates(Row row) {
        var rates =
                new DenseRates(
                        row.figure("dense_fp16_tflops").orElse(null),
                        row.figure("dense_bf16_tflops").orElse(null),
                        row.figure("dense_fp8_tflops").orElse(null),
                        row.figure("dense_int8_tops").orElse(null));
        List<String> doubts =
                rates.doubts(
                        row.figure("tpp_16bit").orElse(null), row.figure("tpp_max").orElse(null));
        if (!doubts.isEmpty()) {
            throw new IllegalStateException(
                    "%s mixes rates with and without sparsity: %s."
                            .formatted(row.text("id"), doubts));
        }
        return rates;
    }

    private static WorkloadKind kind(Row row) {
        return WorkloadKind.valueOf(row.text("workload_kind").toUpperCase(Locale.ROOT));
    }

    private static Optional<Throughput> throughput(Row row) {
        Optional<Double> value = row.figure("relative_to_A100_80").filter(v -> v > 0);
        Optional<Double> low = row.figure("low").filter(v -> v > 0);
        Optional<Double> high = row.figure("high");
        if (value.isEmpty() || low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Throughput(value.get(), low.get(), high.get(), confidence(row), basis(row)));
    }

    private static String basis(Row row) {
        String results = row.known("measurements").orElse("0");
        return results.equals("0")
                ? row.text("basis")
                : "%s (%s results)".formatted(row.text("basis"), results);
    }

    private static Confidence confidence(Row row) {
        return Confidence.valueOf(row.text("confidence").toUpperCase(Locale.ROOT));
    }
}
