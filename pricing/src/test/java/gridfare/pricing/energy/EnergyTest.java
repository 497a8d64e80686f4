package gridfare.pricing.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnergyTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z");
    private static final GridZone ZONE = new GridZone("CN-GZ");

    /// product.md: one A100 at 400 W, host overhead 0.5, PUE 1.3, utilisation 1.
    @Test
    void anA100DrawsThreeQuartersOfAKilowattHourAnHour() {
        assertThat(PowerDraw.kwh(1, 400, 1, 0.5, 1.3, 1)).isCloseTo(0.78, within(1e-12));
    }

    @Test
    void aMeanIsWeightedByTheSecondsOfEachHour() {
        var series = HourlySeries.readings(MIDNIGHT, 100, 400);
        assertThat(series.mean(MIDNIGHT.plusSeconds(1_800), MIDNIGHT.plusSeconds(7_200)))
                .hasValueCloseTo(300.0, within(1e-9));
        assertThat(series.mean(MIDNIGHT.plusSeconds(10), MIDNIGHT.plusSeconds(20))).hasValue(100);
    }

    @Test
    void anUnknownHourMakesTheMeanUnknown() {
        var series = HourlySeries.readings(MIDNIGHT, 100, Double.NaN, 400);
        assertThat(series.mean(MIDNIGHT, MIDNIGHT.plusSeconds(3_600))).hasValue(100);
        assertThat(series.mean(MIDNIGHT, MIDNIGHT.plusSeconds(3_601))).isEmpty();
        assertThat(series.mean(MIDNIGHT.plusSeconds(7_200), MIDNIGHT.plusSeconds(10_801)))
                .isEmpty();
        assertThat(series.at(MIDNIGHT.minusSeconds(1))).isEmpty();
    }

    @Test
    void aTariffFollowsLocalHoursAndMonths() {
        double[][] tariff = new double[12][24];
        tariff[10][8] = 0.9;
        var series = HourlySeries.monthly(ZoneOffset.ofHours(8), tariff);
        assertThat(series.at(MIDNIGHT)).hasValue(0.9);
        assertThat(series.at(MIDNIGHT.plusSeconds(3_600))).hasValue(0);
    }

    @Test
    void anEmptySpanHasNoMean() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HourlySeries.readings(MIDNIGHT, 1).mean(MIDNIGHT, MIDNIGHT));
    }

    @Test
    void whatNobodyToldIsUnknownAndNotZero() {
        var silent = new ZoneEnergy(ZONE, null, null, null, null, false, "nobody");
        var book = new EnergyBook(List.of(silent));
        Instant later = MIDNIGHT.plusSeconds(3_600);
        assertThat(book.carbonGramsPerKwh(ZONE, MIDNIGHT, later)).isEmpty();
        assertThat(book.renewableShare(ZONE, MIDNIGHT, later)).isEmpty();
        assertThat(EnergyBook.empty().carbonGramsPerKwh(ZONE, MIDNIGHT, later)).isEmpty();
    }
}
