package gridfare.domain.energy;

import gridfare.domain.facts.FactTable;
import gridfare.domain.facts.FactTable.Row;
import gridfare.pricing.energy.EnergyBook;
import gridfare.pricing.energy.GridZone;
import gridfare.pricing.energy.HourlySeries;
import gridfare.pricing.energy.ZoneEnergy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Power by grid zone from the fact tables: one zone a province, named by its ISO 3166-2 code.
///
/// Carbon is the official yearly average of the province and the renewable share its binding
/// minimum share of consumption, so both are marked as estimated. The price is the provincial
/// time-of-day tariff in CNY; where a province has several tariff areas, the first of the table.
/// Elsewhere nothing is known.
@ApplicationScoped
public class GridEnergy {

    private static final int GRAMS_PER_KG = 1_000;
    private static final double PERCENT = 100;
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final EnergyBook book = load();

    public EnergyBook book() {
        return book;
    }

    private static EnergyBook load() {
        Map<String, HourlySeries> tariffs = tariffs();
        List<ZoneEnergy> zones =
                FactTable.rows("provinces").stream().map(row -> zone(row, tariffs)).toList();
        return new EnergyBook(zones);
    }

    private static ZoneEnergy zone(Row row, Map<String, HourlySeries> tariffs) {
        String code = row.text("iso_3166_2");
        return new ZoneEnergy(
                new GridZone(code),
                constant(row, "emission_factor_kgco2_per_kwh", GRAMS_PER_KG),
                constant(row, "renewable_consumption_target_pct", 1 / PERCENT),
                "minimum share of consumption " + row.known("renewable_year").orElse(""),
                tariffs.get(code),
                true,
                row.known("emission_factor_source").orElse("not stated"));
    }

    private static @Nullable HourlySeries constant(Row row, String column, double factor) {
        return row.figure(column).map(value -> HourlySeries.constant(value * factor)).orElse(null);
    }

    private static Map<String, HourlySeries> tariffs() {
        Map<String, Map<Integer, Row>> months = new LinkedHashMap<>();
        Map<String, String> areas = new HashMap<>();
        for (Row row : FactTable.rows("tariff_hourly")) {
            String province = row.text("iso_3166_2");
            String area = row.known("sub_area").orElse("");
            if (areas.computeIfAbsent(province, first -> area).equals(area)) {
                months.computeIfAbsent(province, first -> new HashMap<>())
                        .put(Integer.valueOf(row.text("month")), row);
            }
        }
        Map<String, HourlySeries> tariffs = new HashMap<>();
        months.forEach((province, rows) -> tariffs.put(province, monthly(rows)));
        return tariffs;
    }

    private static HourlySeries monthly(Map<Integer, Row> rows) {
        double[][] monthHour = new double[12][24];
        for (int month = 0; month < 12; month++) {
            Row row = rows.get(month + 1);
            for (int hour = 0; hour < 24; hour++) {
                monthHour[month][hour] =
                        row == null
                                ? Double.NaN
                                : row.figure("h%02d".formatted(hour)).orElse(Double.NaN);
            }
        }
        return HourlySeries.monthly(CHINA, monthHour);
    }
}
