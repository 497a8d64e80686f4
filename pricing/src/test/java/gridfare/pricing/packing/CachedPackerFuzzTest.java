package gridfare.pricing.packing;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.packing.Packed.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Scoring only what changed puts every task where scoring everything puts it, with tasks that come
/// and go; and no node ever gives more than it has.
class CachedPackerFuzzTest {

    private static final long[] PAST_FAILURES = {};
    private static final List<String> MODELS = List.of("a", "b", "c");

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void placesLikeTheExhaustivePacker(long seed) {
        var random = new SplittableRandom(seed);
        List<NodeShape> nodes = new ArrayList<>();
        int count = random.nextInt(1, 8);
        for (int i = 0; i < count; i++) {
            nodes.add(
                    new NodeShape(
                            random.nextInt(1, 5) * 8_000,
                            random.nextInt(1, 5) * 1_000,
                            random.nextInt(5),
                            MODELS.get(random.nextInt(3))));
        }
        List<TaskShape> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) tasks.add(task(random));
        List<TaskShape> arrivals = new ArrayList<>();
        for (int i = 0; i < 60; i++) arrivals.add(tasks.get(random.nextInt(tasks.size())));
        Forecast forecast = Forecast.of(arrivals, random.nextInt(50, 101));
        PackingRules rules =
                new PackingRules(
                        random.nextInt(1, 101), random.nextBoolean(), random.nextInt(3) / 2.0);
        Packer fast = Packer.of(nodes, forecast, rules);
        Packer obvious = new ExhaustivePacker(new Cluster(nodes, forecast, rules));
        List<TaskShape> running = new ArrayList<>();
        List<Placed> where = new ArrayList<>();

        for (TaskShape task : arrivals) {
            if (!running.isEmpty() && random.nextInt(3) == 0) {
                int ended = random.nextInt(running.size());
                TaskShape old = running.remove(ended);
                Placed place = where.remove(ended);
                fast.release(old, place);
                obvious.release(old, place);
            }
            Packed placed = fast.place(task);
            assertThat(placed).isEqualTo(obvious.place(task));
            if (placed instanceof Placed one) {
                running.add(task);
                where.add(one);
            }
            assertThat(fast.gpuMilliInUse()).isEqualTo(obvious.gpuMilliInUse());
        }
        check(nodes, running, where);
    }

    private static void check(List<NodeShape> nodes, List<TaskShape> running, List<Placed> where) {
        int[] cpu = new int[nodes.size()];
        int[] memory = new int[nodes.size()];
        int[][] gpu = new int[nodes.size()][8];
        for (int i = 0; i < running.size(); i++) {
            TaskShape task = running.get(i);
            int node = where.get(i).node();
            assertThat(where.get(i).gpus()).hasSize(task.gpus()).doesNotHaveDuplicates();
            assertThat(task.models().isEmpty() || task.models().contains(nodes.get(node).model()))
                    .isTrue();
            cpu[node] += task.cpuMilli();
            memory[node] += task.memoryMib();
            for (int one : where.get(i).gpus()) gpu[node][one] += task.gpuMilli();
        }
        for (int node = 0; node < nodes.size(); node++) {
            assertThat(cpu[node]).isLessThanOrEqualTo(nodes.get(node).cpuMilli());
            assertThat(memory[node]).isLessThanOrEqualTo(nodes.get(node).memoryMib());
            for (int one = 0; one < 8; one++) {
                assertThat(gpu[node][one])
                        .isLessThanOrEqualTo(one < nodes.get(node).gpus() ? 1_000 : 0);
            }
        }
    }

    private static TaskShape task(SplittableRandom random) {
        int kind = random.nextInt(3);
        return new TaskShape(
                random.nextInt(9) * 1_000,
                random.nextInt(4) * 100,
                kind == 0 ? 0 : kind == 1 ? 1 : random.nextInt(1, 4),
                kind == 0 ? 0 : kind == 1 ? random.nextInt(1, 10) * 100 : 1_000,
                random.nextInt(3) == 0 ? Set.of(MODELS.get(random.nextInt(3))) : Set.of());
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(PAST_FAILURES), new SplittableRandom().longs(1_000));
    }
}
