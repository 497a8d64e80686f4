package gridfare.pricing.shelf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// All offers of one chip: leaves in price order, each from its lower bound to the next one's.
///
/// The lower bounds are what a walk compares; they change only when a leaf is split or runs empty,
/// so that a change of one price touches at most two leaves and no order. A reader that sees the
/// order change walks again.
final class Shelf {

    private static final VarHandle VERSION = version();

    /// Replaced when it grows, changed in place under the version.
    volatile Order order = new Order(4);

    @SuppressWarnings("unused") // by VERSION
    private int version;

    /// Leaves and the lowest key that belongs into each; the first takes all below, too.
    static final class Order {
        final Leaf[] leaves;
        final long[] from;
        int count;

        Order(int capacity) {
            leaves = new Leaf[capacity];
            from = new long[capacity];
        }
    }

    Shelf() {
        order.leaves[0] = new Leaf();
        order.from[0] = 0;
        order.count = 1;
    }

    private static VarHandle version() {
        try {
            return MethodHandles.lookup().findVarHandle(Shelf.class, "version", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    int versionBefore() {
        return (int) VERSION.getAcquire(this);
    }

    boolean isStill(int before) {
        VarHandle.acquireFence();
        return (int) VERSION.getOpaque(this) == before;
    }

    private void beginReorder() {
        VERSION.setOpaque(this, version + 1);
        VarHandle.releaseFence();
    }

    private void endReorder() {
        VERSION.setRelease(this, version + 1);
    }

    /// The place of the leaf that `key` belongs into.
    int placeOf(long key) {
        Order now = order;
        int low = 0;
        int high = now.count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (now.from[middle] <= key) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    void add(int ordinal, Columns columns, Spares spares) {
        long key = Keys.of(columns.price[ordinal], ordinal);
        int place = placeOf(key);
        Leaf leaf = order.leaves[place];
        if (leaf.isFull()) {
            split(place, columns, spares);
            place = placeOf(key);
            leaf = order.leaves[place];
        }
        int slot = leaf.freeSlot();
        leaf.beginWrite();
        leaf.put(slot, key, columns, ordinal);
        leaf.endWrite();
        columns.leaf[ordinal] = leaf;
        columns.slot[ordinal] = (byte) slot;
    }

    void remove(int ordinal, Columns columns, Spares spares) {
        Leaf leaf = columns.leaf[ordinal];
        if (leaf == null) return;
        leaf.beginWrite();
        leaf.clear(columns.slot[ordinal]);
        leaf.endWrite();
        columns.leaf[ordinal] = null;
        if (leaf.taken == 0) dropEmpty(leaf, columns.price[ordinal], ordinal, spares);
    }

    /// A new price: in place while it stays within the leaf's range.
    void reprice(int ordinal, long price, Columns columns, Spares spares) {
        Leaf leaf = columns.leaf[ordinal];
        if (leaf == null) {
            columns.price[ordinal] = price;
            return;
        }
        long key = Keys.of(price, ordinal);
        if (order.leaves[placeOf(key)] == leaf) {
            leaf.beginWrite();
            leaf.key[columns.slot[ordinal]] = key;
            leaf.endWrite();
            columns.price[ordinal] = price;
        } else {
            remove(ordinal, columns, spares);
            columns.price[ordinal] = price;
            add(ordinal, columns, spares);
        }
    }

    /// Moves the dearer half of a full leaf into a new one behind it.
    private void split(int place, Columns columns, Spares spares) {
        Leaf full = order.leaves[place];
        long[] sorted = spares.sorted;
        System.arraycopy(full.key, 0, sorted, 0, Leaf.SLOTS);
        Arrays.sort(sorted);
        long middle = sorted[Leaf.SLOTS / 2];
        Leaf upper = spares.take();
        beginReorder();
        full.beginWrite();
        upper.beginWrite();
        int next = 0;
        for (int slot = 0; slot < Leaf.SLOTS; slot++) {
            long key = full.key[slot];
            if (key < middle) continue;
            int ordinal = Keys.ordinal(key);
            upper.put(next, key, columns, ordinal);
            full.clear(slot);
            columns.leaf[ordinal] = upper;
            columns.slot[ordinal] = (byte) next++;
        }
        upper.endWrite();
        full.endWrite();
        insert(place + 1, upper, middle);
        endReorder();
    }

    private void insert(int place, Leaf leaf, long from) {
        Order now = order;
        Order into = now;
        if (now.count == now.leaves.length) {
            into = new Order(now.count * 2);
            System.arraycopy(now.leaves, 0, into.leaves, 0, place);
            System.arraycopy(now.from, 0, into.from, 0, place);
        }
        System.arraycopy(now.leaves, place, into.leaves, place + 1, now.count - place);
        System.arraycopy(now.from, place, into.from, place + 1, now.count - place);
        into.leaves[place] = leaf;
        into.from[place] = from;
        into.count = now.count + 1;
        order = into;
    }

    private void dropEmpty(Leaf leaf, long price, int ordinal, Spares spares) {
        Order now = order;
        if (now.count == 1) return;
        int place = placeOf(Keys.of(price, ordinal));
        if (now.leaves[place] != leaf) return;
        beginReorder();
        // The leaf before takes over its range; the first one's goes to the leaf behind.
        if (place == 0) now.from[1] = now.from[0];
        System.arraycopy(now.leaves, place + 1, now.leaves, place, now.count - place - 1);
        System.arraycopy(now.from, place + 1, now.from, place, now.count - place - 1);
        now.count--;
        endReorder();
        spares.give(leaf);
    }
}
