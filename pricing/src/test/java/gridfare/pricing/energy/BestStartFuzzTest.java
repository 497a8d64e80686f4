package gridfare.pricing.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gridfare.pricing.energy.BestStart.Best;
import gridfare.pricing.energy.BestStart.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The best start is the best of all starts, tried one by one; and a deferrable run is never dearer
/// or dirtier than one that starts now.
class BestStartFuzzTest {

    private static final long[] PAST_FAILURES = {};

    private static final Instant MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z");

    /// By hand: hours of 4, 1, 3, 9; two hours from 00:30 on cost (2 + 1 + 1.5) / 2 = 2.25, from
    /// 01:00 on (1 + 3) / 2 = 2; in pieces the hour of 1 and one of 3.
    @Test
    void twoHoursOfFour() {
        var series = HourlySeries.readings(MIDNIGHT, 4, 1, 3, 9);
        Instant from = MIDNIGHT.plusSeconds(1_800);
        Instant end = MIDNIGHT.plusSeconds(4 * 3_600);

        Best best = BestStart.contiguous(series, from, end, 7_200).orElseThrow();
        assertThat(best.baseline()).isEqualTo(2.25);
        assertThat(best.mean()).isEqualTo(2);
        assertThat(best.slots().getFirst().start()).isEqualTo(MIDNIGHT.plusSeconds(3_600));
        assertThat(best.saving()).isCloseTo(1 - 2 / 2.25, within(1e-12));

        Best pieces = BestStart.pausing(series, from, end, 5_400).orElseThrow();
        assertThat(pieces.mean()).isCloseTo((3_600 * 1 + 1_800 * 3) / 5_400.0, within(1e-12));
        assertThat(pieces.slots())
                .containsExactly(
                        new Slot(MIDNIGHT.plusSeconds(3_600), MIDNIGHT.plusSeconds(9_000)));
    }

    @Test
    void whatDoesNotFitHasNoBestStart() {
        var series = HourlySeries.constant(1);
        Instant end = MIDNIGHT.plusSeconds(3_600);
        assertThat(BestStart.contiguous(series, MIDNIGHT, end, 3_601)).isEmpty();
        assertThat(BestStart.pausing(series, MIDNIGHT, end, 3_601)).isEmpty();
        assertThat(BestStart.contiguous(series, MIDNIGHT, end, 3_600)).isPresent();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isTheBestOfAllStarts(long seed) {
        var random = new SplittableRandom(seed);
        int hours = random.nextInt(2, 12);
        var series = HourlySeries.readings(MIDNIGHT, figures(random, hours, 8));
        Instant from = MIDNIGHT.plusSeconds(300L * random.nextInt(12));
        Instant end = MIDNIGHT.plusSeconds(3_600L * hours - 300L * random.nextInt(12));
        long seconds = 300L * random.nextInt(1, 12 * hours);

        double best = Double.POSITIVE_INFINITY;
        // Where it is linear the best is at a corner, and all corners are on this grid.
        for (Instant at = from; !at.plusSeconds(seconds).isAfter(end); at = at.plusSeconds(300)) {
            best = Math.min(best, series.mean(at, at.plusSeconds(seconds)).orElse(best));
        }
        boolean fits =
                !from.plusSeconds(seconds).isAfter(end)
                        && series.mean(from, from.plusSeconds(seconds)).isPresent();

        Optional<Best> found = BestStart.contiguous(series, from, end, seconds);
        assertThat(found.isPresent()).isEqualTo(fits);
        Optional<Best> pieces = BestStart.pausing(series, from, end, seconds);
        assertThat(pieces.isPresent()).isEqualTo(fits);
        if (!fits) return;
        assertThat(found.orElseThrow().mean()).isCloseTo(best, within(1e-9));
        Slot slot = found.orElseThrow().slots().getFirst();
        assertThat(slot.start()).isBetween(from, end.minusSeconds(seconds));
        assertThat(series.mean(slot.start(), slot.end())).hasValueCloseTo(best, within(1e-9));
        runsAllOfIt(pieces.orElseThrow(), from, end, seconds);
        assertThat(pieces.orElseThrow().mean()).isLessThanOrEqualTo(best + 1e-9);
        assertThat(pieces.orElseThrow().mean())
                .isCloseTo(leastMinutes(series, from, end, seconds), within(1e-9));
    }

    /// The least 5-minute pieces: sorted and summed.
    private static double leastMinutes(
            HourlySeries series, Instant from, Instant end, long seconds) {
        double[] pieces =
                LongStream.iterate(0, at -> at + 300)
                        .limit(Duration.between(from, end).toSeconds() / 300)
                        .mapToObj(from::plusSeconds)
                        .flatMapToDouble(at -> series.at(at).stream())
                        .sorted()
                        .limit(seconds / 300)
                        .toArray();
        return Arrays.stream(pieces).average().orElseThrow();
    }

    private static void runsAllOfIt(Best best, Instant from, Instant end, long seconds) {
        long total = 0;
        Instant last = from;
        for (Slot slot : best.slots()) {
            assertThat(slot.start()).isAfterOrEqualTo(last);
            assertThat(slot.end()).isAfter(slot.start()).isBeforeOrEqualTo(end);
            total += Duration.between(slot.start(), slot.end()).toSeconds();
            last = slot.end();
        }
        assertThat(total).isEqualTo(seconds);
    }

    /// The oracle of the engine issue: price and carbon alike are hourly figures.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fourHoursInADayAreNeverDearerNorDirtierThanNow(long seed) {
        var random = new SplittableRandom(seed);
        var series = HourlySeries.readings(MIDNIGHT, figures(random, 48, 0));
        Instant now = MIDNIGHT.plusSeconds(random.nextInt(86_400));
        long job = 4 * 3_600;

        Best best = BestStart.contiguous(series, now, now.plusSeconds(86_400), job).orElseThrow();

        double startingNow = series.mean(now, now.plusSeconds(job)).orElseThrow();
        assertThat(best.baseline()).isCloseTo(startingNow, within(1e-9));
        assertThat(best.mean()).isLessThanOrEqualTo(best.baseline());
    }

    private static double[] figures(SplittableRandom random, int hours, int unknownOneIn) {
        double[] figures = new double[hours];
        for (int i = 0; i < hours; i++) {
            boolean unknown = unknownOneIn > 0 && random.nextInt(unknownOneIn) == 0;
            figures[i] = unknown ? Double.NaN : random.nextInt(1, 1_000);
        }
        return figures;
    }

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(PAST_FAILURES),
                new SplittableRandom().longs(Integer.getInteger("seeds", 1_000)));
    }
}
