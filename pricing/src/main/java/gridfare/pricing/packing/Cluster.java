package gridfare.pricing.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What both packers compute with: what is left on each node, and what a task would do to it.
final class Cluster {

    /// No room.
    static final long NONE = Long.MIN_VALUE;

    /// More than a node's GPUs in thousandths: levels weigh more than what is left.
    private static final long LEVEL = 1L << 32;

    private final PackingRules rules;
    private final List<String> models = new ArrayList<>();
    private final long[] modelOf;
    private final int[] cpuLeft;
    private final int[] memoryLeft;
    private final int[][] gpuLeft;
    private final long[] fragmentsNow;
    private final double[] priceOf;
    private long inUse;

    // The forecast, by part.
    private final int[] partCpu;
    private final int[] partGpus;
    private final int[] partMilli;
    private final long[] partModels;
    private final long[] partSeen;
    private final double seen;

    Cluster(Collection<NodeShape> shapes, Forecast forecast, PackingRules rules) {
        this.rules = rules;
        List<NodeShape> nodes = List.copyOf(shapes);
        int count = nodes.size();
        this.modelOf = new long[count];
        this.cpuLeft = nodes.stream().mapToInt(NodeShape::cpuMilli).toArray();
        this.memoryLeft = nodes.stream().mapToInt(NodeShape::memoryMib).toArray();
        this.gpuLeft = new int[count][];
        for (int i = 0; i < count; i++) {
            modelOf[i] = bit(nodes.get(i).model());
            gpuLeft[i] = new int[nodes.get(i).gpus()];
            Arrays.fill(gpuLeft[i], TaskShape.WHOLE);
        }
        List<Forecast.Part> parts = forecast.parts();
        this.partCpu = parts.stream().mapToInt(part -> part.shape().cpuMilli()).toArray();
        this.partGpus = parts.stream().mapToInt(part -> part.shape().gpus()).toArray();
        this.partMilli = parts.stream().mapToInt(part -> part.shape().gpuMilli()).toArray();
        this.partModels = parts.stream().mapToLong(part -> mask(part.shape())).toArray();
        this.partSeen = parts.stream().mapToLong(Forecast.Part::seen).toArray();
        this.seen = Math.max(1, forecast.seen());
        this.priceOf = prices(nodes, forecast);
        this.fragmentsNow = new long[count];
        for (int i = 0; i < count; i++) fragmentsNow[i] = fragments(i, cpuLeft[i], gpuLeft[i]);
    }

    private long bit(String model) {
        int known = models.indexOf(model);
        if (known < 0) {
            known = models.size();
            models.add(model);
        }
        if (known >= Long.SIZE) throw new IllegalArgumentException("More than 64 GPU models.");
        return 1L << known;
    }

    private long mask(TaskShape task) {
        if (task.models().isEmpty()) return -1;
        long mask = 0;
        for (String model : task.models()) mask |= bit(model);
        return mask;
    }

    /// What a thousandth of a GPU of each node's model is worth beyond its fragments: the part of
    /// all such GPUs that tasks bound to the model would fill if the cluster were full.
    private double[] prices(List<NodeShape> nodes, Forecast forecast) {
        double[] prices = new double[nodes.size()];
        if (rules.scarcity() == 0) return prices;
        Map<Long, Double> capacity = new HashMap<>();
        double all = 0;
        for (int i = 0; i < prices.length; i++) {
            capacity.merge(modelOf[i], (double) nodes.get(i).gpus(), Double::sum);
            all += nodes.get(i).gpus();
        }
        double asked = 0;
        Map<Long, Double> bound = new HashMap<>();
        for (Forecast.Part part : forecast.parts()) {
            double gpus = (double) part.seen() * part.shape().gpuMilliInAll();
            asked += gpus;
            if (part.shape().models().isEmpty()) continue;
            double open = 0;
            for (String model : part.shape().models()) {
                open += capacity.getOrDefault(bit(model), 0.0);
            }
            if (open == 0) continue;
            for (String model : part.shape().models()) {
                double share = capacity.getOrDefault(bit(model), 0.0) / open;
                bound.merge(bit(model), gpus * share, Double::sum);
            }
        }
        for (int i = 0; i < prices.length; i++) {
            double wanted = bound.getOrDefault(modelOf[i], 0.0);
            double has = capacity.getOrDefault(modelOf[i], 0.0);
            if (asked == 0 || has == 0) continue;
            prices[i] = rules.scarcity() * Math.min(1, wanted / asked * all / has);
        }
        return prices;
    }

    int nodes() {
        return cpuLeft.length;
    }

    long inUse() {
        return inUse;
    }

    /// What an average task of the forecast could not use of what is left, times all of them: all
    /// that is left where the node cannot carry it (or where it wants no GPU), else the GPUs that
    /// have less left than it wants of one.
    private long fragments(int node, int cpu, int[] gpus) {
        int left = 0;
        int most = 0;
        int whole = 0;
        for (int gpu : gpus) {
            left += gpu;
            if (gpu > most) most = gpu;
            if (gpu == TaskShape.WHOLE) whole++;
        }
        if (left == 0) return 0;
        long sum = 0;
        for (int part = 0; part < partCpu.length; part++) {
            int milli = partMilli[part];
            boolean carries =
                    partGpus[part] > 0
                            && cpu >= partCpu[part]
                            && (partModels[part] & modelOf[node]) != 0
                            && (milli < TaskShape.WHOLE ? most >= milli : whole >= partGpus[part]);
            int lost = left;
            if (carries) {
                lost = 0;
                for (int gpu : gpus) if (gpu < milli) lost += gpu;
            }
            sum += partSeen[part] * lost;
        }
        return sum;
    }

    /// How good a node is for a task; more is better, [#NONE] without room.
    long score(TaskShape task, int node) {
        return carries(task, node) ? score(task, node, gpusFor(task, node)) : NONE;
    }

    private boolean carries(TaskShape task, int node) {
        if (cpuLeft[node] < task.cpuMilli() || memoryLeft[node] < task.memoryMib()) return false;
        if ((mask(task) & modelOf[node]) == 0) return false;
        int fit = 0;
        for (int gpu : gpuLeft[node]) if (gpu >= task.gpuMilli()) fit++;
        return fit >= task.gpus();
    }

    /// Which GPUs it would take: the first whole ones, or the one whose rest is best.
    private int[] gpusFor(TaskShape task, int node) {
        int[] gpus = new int[task.gpus()];
        int found = 0;
        long best = NONE;
        for (int gpu = 0; gpu < gpuLeft[node].length && found < gpus.length; gpu++) {
            if (gpuLeft[node][gpu] < task.gpuMilli()) continue;
            if (!task.sharesGpu()) {
                gpus[found++] = gpu;
            } else if (isFirstOfItsKind(node, gpu)) {
                long score = score(task, node, new int[] {gpu});
                if (score > best) {
                    best = score;
                    gpus[0] = gpu;
                }
            }
        }
        return gpus;
    }

    private boolean isFirstOfItsKind(int node, int gpu) {
        for (int i = 0; i < gpu; i++) if (gpuLeft[node][i] == gpuLeft[node][gpu]) return false;
        return true;
    }

    /// The gain in fragments, squeezed into 0 … 1 by the logistic function, as the paper's authors
    /// do, and cut into levels.
    private long score(TaskShape task, int node, int[] gpus) {
        int[] left = gpuLeft[node];
        for (int gpu : gpus) left[gpu] -= task.gpuMilli();
        long after = fragments(node, cpuLeft[node] - task.cpuMilli(), left);
        long rest = 0;
        for (int gpu : left) rest += gpu;
        for (int gpu : gpus) left[gpu] += task.gpuMilli();
        double gain = (fragmentsNow[node] - after) / seen - priceOf[node] * task.gpuMilliInAll();
        long level = (long) (rules.levels() / (1 + StrictMath.exp(-gain / TaskShape.WHOLE)));
        return level * LEVEL - (rules.fullestFirst() ? rest : 0);
    }

    Packed.Placed take(TaskShape task, int node) {
        int[] gpus = gpusFor(task, node);
        change(task, node, gpus, -1);
        return new Packed.Placed(node, Arrays.stream(gpus).boxed().toList());
    }

    void give(TaskShape task, Packed.Placed placed) {
        change(
                task,
                placed.node(),
                placed.gpus().stream().mapToInt(Integer::intValue).toArray(),
                1);
    }

    private void change(TaskShape task, int node, int[] gpus, int sign) {
        cpuLeft[node] += sign * task.cpuMilli();
        memoryLeft[node] += sign * task.memoryMib();
        for (int gpu : gpus) gpuLeft[node][gpu] += sign * task.gpuMilli();
        fragmentsNow[node] = fragments(node, cpuLeft[node], gpuLeft[node]);
        inUse -= sign * task.gpuMilliInAll();
    }

    /// The same number for nodes that are left alike.
    Object likeness(int node) {
        return List.of(
                modelOf[node],
                cpuLeft[node],
                memoryLeft[node],
                Arrays.stream(gpuLeft[node]).boxed().toList());
    }
}
