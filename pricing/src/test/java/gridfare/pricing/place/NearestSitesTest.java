package gridfare.pricing.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NearestSitesTest {

    private static final Coordinates BEIJING = new Coordinates(39.9042, 116.4074);
    private static final Coordinates SHANGHAI = new Coordinates(31.2304, 121.4737);
    private static final Coordinates FIJI_WEST = new Coordinates(-17, 179.9);
    private static final Coordinates FIJI_EAST = new Coordinates(-17, -179.9);

    @Test
    void shanghaiIsAThousandAndSixtySevenKilometresFromBeijing() {
        var sites = new NearestSites<>(List.of(SHANGHAI, BEIJING, FIJI_EAST), place -> place);
        var found = sites.to(BEIJING, 2);
        assertThat(found).extracting(NearestSites.Found::site).containsExactly(BEIJING, SHANGHAI);
        assertThat(found.getLast().distanceKm()).isCloseTo(1_067, within(0.5));
    }

    @Test
    void theDateLineIsNoWall() {
        var sites = new NearestSites<>(List.of(SHANGHAI, FIJI_EAST), place -> place);
        assertThat(sites.to(FIJI_WEST, 1).getFirst().site()).isEqualTo(FIJI_EAST);
    }

    @Test
    void nothingIsNearWhereNothingIs() {
        var nowhere = new NearestSites<Coordinates>(List.of(), place -> place);
        assertThat(nowhere.to(BEIJING, 3)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsWhatSortingByDistanceFinds(long seed) {
        var random = new SplittableRandom(seed);
        List<Coordinates> places = new ArrayList<>();
        for (int i = random.nextInt(1, 200); i > 0; i--) places.add(place(random));
        Coordinates from = random.nextInt(4) == 0 ? places.getFirst() : place(random);
        int most = random.nextInt(1, 20);

        List<Double> distances =
                places.stream().map(from::distanceKmTo).sorted(Comparator.naturalOrder()).toList();

        var found = new NearestSites<>(places, place -> place).to(from, most);
        assertThat(found).hasSize(Math.min(most, places.size()));
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).distanceKm()).isCloseTo(distances.get(i), within(1e-3));
        }
    }

    private static Coordinates place(SplittableRandom random) {
        return random.nextInt(3) == 0
                ? new Coordinates(random.nextInt(-3, 4), random.nextInt(-3, 4))
                : new Coordinates(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
    }

    static LongStream seeds() {
        return new SplittableRandom().longs(Integer.getInteger("seeds", 200));
    }
}
