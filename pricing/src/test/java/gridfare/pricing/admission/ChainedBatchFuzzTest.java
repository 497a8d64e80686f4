package gridfare.pricing.admission;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.admission.Batch.Choice;
import gridfare.pricing.admission.Batch.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// On small batches the chains cost what the cheapest of all assignments costs; on larger ones they
/// give no pool's machines twice, cost what they say, and the same steps give the same assignment.
class ChainedBatchFuzzTest {

    private static final long[] PAST_FAILURES = {};

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isAsCheapAsTryingAllAndNeverGivesTwice(long seed) {
        var random = new SplittableRandom(seed);
        Batch small = batch(random, random.nextInt(0, 7), random.nextInt(1, 5));
        var found = ChainedBatch.assign(small, 1_000_000);
        assertThat(small.cost(found.pools())).isEqualTo(found.micros());
        assertThat(found.micros()).isEqualTo(ExhaustiveBatch.assign(small).micros());
        assertThat(found.isProvenBest()).isTrue();

        Batch large = batch(random, random.nextInt(13, 40), random.nextInt(1, 12));
        var few = ChainedBatch.assign(large, 1);
        var many = ChainedBatch.assign(large, 20_000);
        assertThat(large.cost(few.pools())).isEqualTo(few.micros());
        assertThat(large.cost(many.pools())).isEqualTo(many.micros());
        assertThat(many.micros()).isLessThanOrEqualTo(few.micros());
        assertThat(ChainedBatch.assign(large, 20_000)).isEqualTo(many);
    }

    private static Batch batch(SplittableRandom random, int requests, int pools) {
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < pools; i++) free.add(random.nextInt(6));
        List<Request> wanted = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            List<Choice> choices = new ArrayList<>();
            for (int pool = 0; pool < pools; pool++) {
                if (random.nextInt(4) == 0) continue;
                choices.add(new Choice(pool, random.nextInt(1, 5), random.nextInt(100)));
            }
            wanted.add(new Request(new WorkId(new UUID(0, i)), random.nextInt(50, 1_000), choices));
        }
        return new Batch(free, wanted);
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(PAST_FAILURES), new SplittableRandom().longs(1_000));
    }
}
