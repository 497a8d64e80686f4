package gridfare.pricing.packing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Chooses the rules for a cluster by trying them: which number of levels, which tie and how much
/// of the forecast packs best depends on the nodes and on what usually comes, by up to half a point
/// of all GPUs. The same input gives the same choice.
public final class Tuning {

    /// What to pack with.
    public record Choice(Forecast forecast, PackingRules rules) {}

    private static final double SCARCITY = PackingRules.starting().scarcity();

    private static final List<PackingRules> CANDIDATES =
            List.of(
                    new PackingRules(100, false, SCARCITY),
                    new PackingRules(100, true, SCARCITY),
                    new PackingRules(50, false, SCARCITY),
                    new PackingRules(30, false, SCARCITY));

    private static final List<Integer> PERCENTS = List.of(95, 100);

    private Tuning() {}

    /// The choice that has most GPUs in use when tasks drawn from the usual ones have asked for
    /// `load` times all of them, on average over `rounds` orders of arrival. Takes as long as
    /// packing such a day eight times a round.
    public static Choice best(
            Collection<NodeShape> nodes, List<TaskShape> usual, double load, int rounds) {
        Choice best = null;
        long most = -1;
        for (int percent : PERCENTS) {
            Forecast forecast = Forecast.of(usual, percent);
            for (PackingRules rules : CANDIDATES) {
                long used = 0;
                for (int round = 0; round < rounds; round++) {
                    used += used(nodes, usual, load, new Choice(forecast, rules), round);
                }
                if (used > most) {
                    most = used;
                    best = new Choice(forecast, rules);
                }
            }
        }
        if (best == null) throw new IllegalStateException("No candidates.");
        return best;
    }

    private static long used(
            Collection<NodeShape> nodes,
            List<TaskShape> usual,
            double load,
            Choice choice,
            int round) {
        Random order = new Random(~round);
        List<NodeShape> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, order);
        double wanted = load * TaskShape.WHOLE * nodes.stream().mapToLong(NodeShape::gpus).sum();
        Packer packer = Packer.of(shuffled, choice.forecast(), choice.rules());
        long asked = 0;
        // Bounded: tasks without a GPU alone never ask for any.
        for (long drawn = 0; asked < wanted && !usual.isEmpty() && drawn < 1_000_000; drawn++) {
            TaskShape task = usual.get(order.nextInt(usual.size()));
            asked += task.gpuMilliInAll();
            packer.place(task);
        }
        return packer.gpuMilliInUse();
    }
}
