package gridfare.pricing.packing;

import java.util.List;

/// Where a task went.
public sealed interface Packed {

    /// @param node its place in the list of nodes
    /// @param gpus of that node, by number
    record Placed(int node, List<Integer> gpus) implements Packed {
        public Placed {
            gpus = List.copyOf(gpus);
        }
    }

    /// No node has room for it.
    record NoRoom() implements Packed {}
}
