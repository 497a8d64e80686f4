package gridfare.pricing.packing;

import java.util.Collection;

/// A cluster that takes tasks one by one. Not for several threads.
public interface Packer {

    /// Puts a task where what is left over is of most use to those who usually come, or nowhere: a
    /// task that fits somewhere is never turned away.
    Packed place(TaskShape task);

    /// A task has ended: its room is free again.
    void release(TaskShape task, Packed.Placed placed);

    /// Thousandths of GPUs in use.
    long gpuMilliInUse();

    static Packer of(Collection<NodeShape> nodes, Forecast forecast, PackingRules rules) {
        return new CachedPacker(new Cluster(nodes, forecast, rules));
    }
}
