package gridfare.pricing.admission;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.admission.PreemptionPlan.Pause;
import gridfare.pricing.admission.PreemptionPlan.Preempt;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.QosTier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever is paused, it is as little harm as trying every set finds, never REALTIME, GUARANTEED or
/// STANDARD, and never without notice.
class PreemptionFuzzTest {

    private static final long[] PAST_FAILURES = {};
    private static final List<QosTier> TIERS = List.of(QosTier.values());
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doesTheLeastHarmAndNoneToThoseWhoMayNotBeTouched(long seed) {
        var random = new SplittableRandom(seed);
        int pools = random.nextInt(1, 4);
        List<RunningWork> running = new ArrayList<>();
        int count = random.nextInt(0, 13);
        for (int i = 0; i < count; i++) running.add(running(random, i, pools));
        Map<PoolId, Integer> missing = new HashMap<>();
        for (int pool = 0; pool < pools; pool++) missing.put(pool(pool), random.nextInt(0, 7));
        QosTier claimant = TIERS.get(random.nextInt(4));

        PreemptionPlan plan = Preemption.plan(claimant, missing, running, NOW);
        PreemptionPlan obvious = ExhaustivePreemption.plan(claimant, missing, running, NOW);

        if (!(plan instanceof Preempt preempt)) {
            assertThat(plan).isEqualTo(obvious);
            return;
        }
        assertThat(preempt.harm()).isEqualTo(((Preempt) obvious).harm());
        Map<PoolId, Integer> left = new HashMap<>(missing);
        Harm harm = Harm.NONE;
        for (Pause pause : preempt.pauses()) {
            RunningWork work =
                    running.stream().filter(one -> one.id().equals(pause.work())).findFirst().get();
            assertThat(work.tier()).isEqualTo(QosTier.BEST_EFFORT);
            assertThat(Duration.between(pause.noticeAt(), pause.pauseAt()))
                    .isEqualTo(Duration.ofSeconds(30));
            work.instances().forEach((pool, n) -> left.merge(pool, -n, Integer::sum));
            harm = harm.plus(new Harm(pause.lostGpuSeconds(), 1, work.forgoneMicros()));
        }
        assertThat(harm).isEqualTo(preempt.harm());
        assertThat(preempt.pauses()).extracting(Pause::work).doesNotHaveDuplicates();
        assertThat(left.values()).allMatch(n -> n <= 0);
    }

    private static RunningWork running(SplittableRandom random, int id, int pools) {
        Map<PoolId, Integer> instances = new HashMap<>();
        int spans = random.nextInt(4) == 0 ? random.nextInt(1, pools + 1) : 1;
        for (int i = 0; i < spans; i++) {
            instances.put(pool(random.nextInt(pools)), random.nextInt(1, 5));
        }
        return new RunningWork(
                new WorkId(new UUID(random.nextLong(), id)),
                random.nextInt(4) == 0 ? TIERS.get(random.nextInt(4)) : QosTier.BEST_EFFORT,
                instances,
                random.nextInt(1, 9),
                NOW.minusSeconds(random.nextInt(0, 5) * 60L),
                Duration.ofSeconds(random.nextInt(0, 3) * 30L),
                random.nextInt(0, 3));
    }

    private static PoolId pool(int number) {
        return new PoolId(new UUID(0, number));
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(PAST_FAILURES), new SplittableRandom().longs(1_000));
    }
}
