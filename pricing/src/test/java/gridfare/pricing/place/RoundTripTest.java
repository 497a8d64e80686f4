package gridfare.pricing.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTripTest {

    private static final Coordinates BEIJING = new Coordinates(39.9042, 116.4074);
    private static final Coordinates SHANGHAI = new Coordinates(31.2304, 121.4737);

    /// The engine's oracles: 1 067 km, 10.7 ms straight, 14.9 ms with the route factor.
    @Test
    void beijingToShanghai() {
        double km = BEIJING.distanceKmTo(SHANGHAI);
        assertThat(km).isCloseTo(1_067, within(1.0));
        assertThat(RoundTrip.straightMs(km)).isCloseTo(10.7, within(0.05));
        assertThat(RoundTrip.floorMs(BEIJING, SHANGHAI, 0)).isCloseTo(14.9, within(0.05));
        assertThat(RoundTrip.floorMs(BEIJING, SHANGHAI, 15)).isCloseTo(29.9, within(0.05));
    }

    @Test
    void aRoundTripToOneselfIsTheOverheadAlone() {
        assertThat(RoundTrip.floorMs(BEIJING, BEIJING, 3)).isEqualTo(3);
    }

    @Test
    void distanceIsTheSameBothWaysAndAcrossTheDateLine() {
        assertThat(BEIJING.distanceKmTo(SHANGHAI)).isEqualTo(SHANGHAI.distanceKmTo(BEIJING));
        assertThat(new Coordinates(0, 179.5).distanceKmTo(new Coordinates(0, -179.5)))
                .isCloseTo(111.19, within(0.1));
        assertThat(new Coordinates(90, 0).distanceKmTo(new Coordinates(-90, 0)))
                .isCloseTo(20_015, within(1.0));
    }

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({"CN, CN-GZ, true", "CN-GZ, CN-GZ, true", "CN-GD, CN-GZ, false", "SG, CN-GZ, false"})
    void aCountryCoversItsSubdivisions(String jurisdiction, String place, boolean covered) {
        var there = new Place(place, BEIJING, "somewhere");
        assertThat(new Jurisdiction(jurisdiction).covers(there)).isEqualTo(covered);
    }
}
