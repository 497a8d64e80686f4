package gridfare.pricing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// billing.md N15 to N17.
class RatingTest {

    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
    private static final Period IN_OCTOBER = new Period(OCTOBER, NOVEMBER);
    private static final Period IN_NOVEMBER = new Period(NOVEMBER, DECEMBER);
    private static final HourlyRate RATE = rate("2.10");

    @Test
    @DisplayName("N15, B15 8 GPUs for 4,643 s at 2.10: 21.67")
    void aRunIsMultipliedOnceAndRoundedOnce() {
        var run = use(RATE, OCTOBER, 4_643, 8);
        assertThat(Rating.charge(IN_OCTOBER, List.of(run)))
                .containsExactly(
                        new ChargeLine<>("line", RATE, 37_144, LedgerAmount.of("21.67", "USD")));
    }

    @Test
    @DisplayName("N16, B16 1,000 runs of 37 s: 21.58")
    void manyShortRunsAreAddedUpFirst() {
        var runs =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> use(RATE, OCTOBER.plusSeconds(60L * i), 37, 1))
                        .toList();
        assertThat(Rating.charge(IN_OCTOBER, runs))
                .singleElement()
                .extracting(ChargeLine::amount)
                .isEqualTo(LedgerAmount.of("21.58", "USD"));
    }

    @Test
    @DisplayName("N17, B17 4 GPUs at 1.50 over the edge: 12.00 and 21.00")
    void aRunOverTheEdgeOfAMonthIsSplitThere() {
        var rate = rate("1.50");
        var run =
                new RatedUse<>(
                        "line",
                        rate,
                        new UsageWindow(
                                Instant.parse("2026-10-31T22:00:00Z"),
                                Instant.parse("2026-11-01T03:30:00Z"),
                                4));
        assertThat(Rating.charge(IN_OCTOBER, List.of(run)))
                .extracting(ChargeLine::amount)
                .containsExactly(LedgerAmount.of("12.00", "USD"));
        assertThat(Rating.charge(IN_NOVEMBER, List.of(run)))
                .extracting(ChargeLine::amount)
                .containsExactly(LedgerAmount.of("21.00", "USD"));
    }

    @Test
    void eachKeyAndRateIsALineOfItsOwn() {
        var dear = rate("3.00");
        var lines =
                Rating.charge(
                        IN_OCTOBER,
                        List.of(
                                use(RATE, OCTOBER, 3_600, 1),
                                use(dear, OCTOBER, 3_600, 1),
                                use(RATE, OCTOBER.plusSeconds(3_600), 3_600, 1)));
        assertThat(lines).extracting(ChargeLine::gpuSeconds).containsExactly(7_200L, 3_600L);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neighbouringPeriodsChargeEverySecondOnceInAnyOrder(long seed) {
        var random = new SplittableRandom(seed);
        List<RatedUse<String>> uses = new ArrayList<>();
        long seconds = 0;
        for (int i = 0; i < 200; i++) {
            var use =
                    use(
                            RATE,
                            NOVEMBER.plusSeconds(random.nextLong(-2_000_000, 2_000_000)),
                            random.nextLong(1, 400_000),
                            random.nextInt(1, 9));
            uses.add(use);
            seconds += use.window().gpuSeconds();
        }
        var inOrder = Rating.charge(IN_OCTOBER, uses);
        Collections.shuffle(uses, new Random(seed));
        assertThat(Rating.charge(IN_OCTOBER, uses)).isEqualTo(inOrder);
        long charged =
                inOrder.getFirst().gpuSeconds()
                        + Rating.charge(IN_NOVEMBER, uses).getFirst().gpuSeconds();
        assertThat(charged).isEqualTo(seconds);
        long split =
                uses.stream()
                        .flatMap(use -> use.window().splitAt(NOVEMBER).stream())
                        .mapToLong(UsageWindow::gpuSeconds)
                        .sum();
        assertThat(split).isEqualTo(seconds);
    }

    @Test
    void aWindowOfHalfASecondOrNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UsageWindow(OCTOBER, OCTOBER, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsageWindow(OCTOBER, OCTOBER.plusMillis(1_500), 1));
    }

    private static RatedUse<String> use(HourlyRate rate, Instant start, long seconds, int gpus) {
        return new RatedUse<>(
                "line", rate, new UsageWindow(start, start.plusSeconds(seconds), gpus));
    }

    private static HourlyRate rate(String perHour) {
        return new HourlyRate(Money.of(perHour, "USD"));
    }
}
