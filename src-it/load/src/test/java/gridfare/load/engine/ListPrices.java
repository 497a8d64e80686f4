package gridfare.load.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Real list prices of GPU instances, where the folder of public data is there; else a seeded
/// stand-in of the same size, and the result says which.
///
/// Quarantined as the folder's README warns: prices of 0, fractions of a GPU and shapes of FPGAs.
record ListPrices(List<Shape> shapes, String source) {

    private static final Path FOLDER = Path.of("../../../shared/data/cloud-list-prices");

    /// One priced instance type in one region.
    ///
    /// @param family stands for the chip, which no list names
    record Shape(String region, String family, int gpus, long usdMicrosPerGpuHour) {}

    static ListPrices read() {
        if (!Files.isDirectory(FOLDER)) return synthetic();
        try {
            List<Shape> shapes = new ArrayList<>();
            for (String cloud : List.of("aws", "azure")) {
                Map<String, Integer> gpus = new HashMap<>();
                for (String[] row : rows(cloud + "_instance_types.csv")) {
                    gpus.put(row[0], Integer.parseInt(row[4]));
                }
                for (String[] row : rows(cloud + "_ondemand.csv")) {
                    int count = gpus.getOrDefault(row[1], 0);
                    BigDecimal price = new BigDecimal(row[2]);
                    if (count == 0 || price.signum() == 0 || isPart(row[1])) continue;
                    long micros =
                            price.movePointRight(6)
                                    .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP)
                                    .longValueExact();
                    shapes.add(new Shape(cloud + ":" + row[0], family(row[1]), count, micros));
                }
            }
            return new ListPrices(
                    List.copyOf(shapes),
                    shapes.size() + " list prices of AWS and Azure, multiplied with a fixed seed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPart(String type) {
        return (type.contains("NV") && (type.contains("v4") || type.contains("A10_v5")))
                || type.contains("NP")
                || type.startsWith("f1.")
                || type.startsWith("f2.");
    }

    private static String family(String type) {
        int dot = type.indexOf('.');
        return dot > 0 ? type.substring(0, dot) : type.replaceAll("\\d+", "");
    }

    private static List<String[]> rows(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .skip(1)
                .map(line -> line.strip().split(",", -1))
                .toList();
    }

    private static ListPrices synthetic() {
        var random = new SplittableRandom(20_261_124);
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < 762; i++) {
            shapes.add(
                    new Shape(
                            "region-" + random.nextInt(60),
                            "family-" + random.nextInt(24),
                            1 << random.nextInt(4),
                            random.nextLong(200_000, 12_000_000)));
        }
        return new ListPrices(
                List.copyOf(shapes), "a seeded stand-in: the folder of list prices is not here");
    }
}
