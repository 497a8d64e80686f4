package gridfare.pricing.shelf;

/// Leaves that ran empty and wait to be used again, so that a market that only moves allocates
/// nothing.
final class Spares {

    private static final int MOST = 1_024;

    private final Leaf[] spare = new Leaf[MOST];
    private int count;

    /// Room for the writer to order a leaf in.
    final long[] sorted = new long[Leaf.SLOTS];

    Leaf take() {
        return count == 0 ? new Leaf() : spare[--count];
    }

    void give(Leaf leaf) {
        if (count < MOST) spare[count++] = leaf;
    }
}
