package gridfare.pricing.packing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Keeps the score of every node for each shape of task that came, and a log of the nodes that
/// changed since: a task scores anew only those. A shape that comes for the first time scores nodes
/// that are left alike once.
final class CachedPacker implements Packer {

    /// Longer logs are forgotten; shapes that have not come since begin anew.
    private static final int LOG = 1 << 16;

    private final Cluster cluster;
    private final Map<TaskShape, Scores> cache = new HashMap<>();
    private final int[] changed = new int[LOG];
    private long changes;

    private static final class Scores {
        final long[] ofNode;
        long seen = -1;

        Scores(int nodes) {
            ofNode = new long[nodes];
        }
    }

    CachedPacker(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Packed place(TaskShape task) {
        Scores scores = cache.computeIfAbsent(task, shape -> new Scores(cluster.nodes()));
        bringUpToDate(task, scores);
        int best = -1;
        long most = Cluster.NONE;
        for (int node = 0; node < scores.ofNode.length; node++) {
            if (scores.ofNode[node] > most) {
                most = scores.ofNode[node];
                best = node;
            }
        }
        if (best < 0) return new Packed.NoRoom();
        note(best);
        return cluster.take(task, best);
    }

    @Override
    public void release(TaskShape task, Packed.Placed placed) {
        cluster.give(task, placed);
        note(placed.node());
    }

    @Override
    public long gpuMilliInUse() {
        return cluster.inUse();
    }

    private void note(int node) {
        changed[(int) (changes++ % LOG)] = node;
    }

    private void bringUpToDate(TaskShape task, Scores scores) {
        if (scores.seen < 0 || changes - scores.seen > LOG) {
            scoreAll(task, scores);
        } else if (changes - scores.seen > cluster.nodes()) {
            boolean[] touched = new boolean[cluster.nodes()];
            for (long i = scores.seen; i < changes; i++) touched[changed[(int) (i % LOG)]] = true;
            for (int node = 0; node < touched.length; node++) {
                if (touched[node]) scores.ofNode[node] = cluster.score(task, node);
            }
        } else {
            for (long i = scores.seen; i < changes; i++) {
                int node = changed[(int) (i % LOG)];
                scores.ofNode[node] = cluster.score(task, node);
            }
        }
        scores.seen = changes;
    }

    private void scoreAll(TaskShape task, Scores scores) {
        Map<Object, Integer> alike = new HashMap<>();
        Arrays.fill(scores.ofNode, Cluster.NONE);
        for (int node = 0; node < cluster.nodes(); node++) {
            Integer before = alike.putIfAbsent(cluster.likeness(node), node);
            scores.ofNode[node] =
                    before == null ? cluster.score(task, node) : scores.ofNode[before];
        }
    }
}
