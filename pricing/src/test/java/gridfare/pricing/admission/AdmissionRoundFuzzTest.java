package gridfare.pricing.admission;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.match.QosTier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The heap names the same work in the same order as looking at all of it each time, whatever is
/// granted and refused, and nothing is given twice.
class AdmissionRoundFuzzTest {

    private static final long[] PAST_FAILURES = {};
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<QosTier> TIERS = List.of(QosTier.values());
    private static final List<String> CLASSES = List.of("a", "b", "c");

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void namesTheSameAndNeverGivesMoreThanThereIs(long seed) {
        var random = new SplittableRandom(seed);
        int buyers = random.nextInt(1, 6);
        Gpus total = gpus(random, 40);
        Map<String, Long> free = new HashMap<>();
        total.byClass().forEach((name, count) -> free.put(name, random.nextLong(count + 1)));
        List<Waiting> waiting = new ArrayList<>();
        int count = random.nextInt(0, 40);
        for (int i = 0; i < count; i++) {
            waiting.add(
                    new Waiting(
                            new WorkId(new UUID(0, i)),
                            buyer(random.nextInt(buyers)),
                            TIERS.get(random.nextInt(4)),
                            NOW.minus(Duration.ofHours(random.nextInt(14))),
                            gpus(random, 6)));
        }
        List<Standing> standings = new ArrayList<>();
        for (int i = 0; i < buyers; i++) {
            if (random.nextInt(5) > 0) standings.add(standing(random, i));
        }
        Gpus left = Gpus.of(free);
        FairRules rules = FairRules.starting();
        AdmissionRound fast = AdmissionRound.open(rules, total, left, waiting, standings, NOW);
        AdmissionRound obvious =
                new ExhaustiveRound(new Shares(rules, total, left, waiting, standings, NOW));

        for (int named = 0; ; named++) {
            Optional<Waiting> next = fast.next();
            assertThat(next).isEqualTo(obvious.next());
            if (next.isEmpty()) break;
            assertThat(fast.isUrgent()).isEqualTo(obvious.isUrgent());
            assertThat(named).isLessThan(waiting.size());
            if (random.nextInt(4) == 0) {
                fast.refused();
                obvious.refused();
            } else {
                fast.granted();
                obvious.granted();
                next.get().needs().byClass().forEach((name, n) -> free.merge(name, -n, Long::sum));
                assertThat(free.values()).allMatch(n -> n >= 0);
            }
        }
    }

    private static Standing standing(SplittableRandom random, int buyer) {
        Map<String, Double> past = new HashMap<>();
        for (String name : CLASSES) past.put(name, random.nextDouble(1e6));
        return new Standing(
                buyer(buyer),
                FairWeight.of(random.nextInt(1, 5), 250 * random.nextInt(1, 5)),
                gpus(random, 10),
                PastUse.of(past, NOW.minus(Duration.ofHours(random.nextInt(30)))),
                NOW.minus(Duration.ofHours(random.nextInt(50))),
                random.nextBoolean() ? null : NOW.minus(Duration.ofHours(random.nextInt(20))));
    }

    private static Gpus gpus(SplittableRandom random, int most) {
        Map<String, Long> gpus = new HashMap<>();
        for (String name : CLASSES) {
            if (random.nextInt(3) > 0) gpus.put(name, random.nextLong(most));
        }
        return Gpus.of(gpus);
    }

    private static BuyerId buyer(int number) {
        return new BuyerId(new UUID(9, number));
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(PAST_FAILURES), new SplittableRandom().longs(1_000));
    }
}
