package gridfare.domain.energy;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.energy.GridZone;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Expected figures are rows of the fact tables, read by eye: Beijing 0.558 kg CO2/kWh (2022) and
/// 20.1 %; Anhui in January 0.2949 CNY at midnight and 0.996 from 15 to 23 o'clock.
class GridEnergyTest {

    private static final Instant MIDNIGHT_IN_CHINA = Instant.parse("2027-01-14T16:00:00Z");

    private final GridEnergy energy = new GridEnergy();

    @Test
    void carbonIsTheProvincesAverageInGrams() {
        assertThat(
                        energy.book()
                                .carbonGramsPerKwh(
                                        new GridZone("CN-BJ"),
                                        MIDNIGHT_IN_CHINA,
                                        MIDNIGHT_IN_CHINA.plusSeconds(7_200)))
                .hasValue(558);
        assertThat(energy.book().find(new GridZone("CN-BJ")).orElseThrow().estimated()).isTrue();
    }

    @Test
    void tariffsGoByTheHoursOfChina() {
        var anhui =
                Objects.requireNonNull(
                        energy.book().find(new GridZone("CN-AH")).orElseThrow().pricePerKwh());

        assertThat(anhui.at(MIDNIGHT_IN_CHINA)).hasValue(0.2949);
        assertThat(anhui.at(MIDNIGHT_IN_CHINA.plusSeconds(16 * 3_600))).hasValue(0.996);
    }

    @Test
    void aZoneNobodyKnowsHasNoFigure() {
        assertThat(energy.book().find(new GridZone("SG"))).isEmpty();
    }
}
