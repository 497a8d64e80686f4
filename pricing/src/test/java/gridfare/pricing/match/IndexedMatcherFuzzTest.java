package gridfare.pricing.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The fast matcher against the slow and obvious one: candidates, their order and ties, sharers,
/// counts and relaxations. The seed is in the test's name: after a failure, add it to
/// `PAST_FAILURES` before the repair. More seeds: `-Dseeds=100000`.
class IndexedMatcherFuzzTest {

    private static final long[] PAST_FAILURES = {};

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answersAsTheReferenceDoes(long seed) {
        var random = new SplittableRandom(seed);
        var currency = random.nextBoolean() ? Markets.USD : Markets.CNY;
        World world = Markets.world(Markets.random(random, random.nextInt(120)), currency);
        for (int i = 0; i < 5; i++) {
            Request request = Markets.request(random, currency);
            Match expected = new ExhaustiveMatcher().match(request, world);
            Match found = new IndexedMatcher().match(request, world);
            assertThat(found.candidates()).isEqualTo(expected.candidates());
            assertThat(found.sharers()).isEqualTo(expected.sharers());
            assertThat(found.ruledOut()).isEqualTo(expected.ruledOut());
        }
    }

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(PAST_FAILURES),
                new SplittableRandom().longs(Integer.getInteger("seeds", 1_000)));
    }
}
