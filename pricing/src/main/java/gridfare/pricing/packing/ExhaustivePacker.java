package gridfare.pricing.packing;

/// What packing means: every node is scored for every task. For tests.
final class ExhaustivePacker implements Packer {

    private final Cluster cluster;

    ExhaustivePacker(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Packed place(TaskShape task) {
        int best = -1;
        long most = Cluster.NONE;
        for (int node = 0; node < cluster.nodes(); node++) {
            long score = cluster.score(task, node);
            if (score > most) {
                most = score;
                best = node;
            }
        }
        return best < 0 ? new Packed.NoRoom() : cluster.take(task, best);
    }

    @Override
    public void release(TaskShape task, Packed.Placed placed) {
        cluster.give(task, placed);
    }

    @Override
    public long gpuMilliInUse() {
        return cluster.inUse();
    }
}
