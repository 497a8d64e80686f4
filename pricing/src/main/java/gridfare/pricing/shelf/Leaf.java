package gridfare.pricing.shelf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Up to 64 offers whose prices lie in one range, unordered. One writer; readers check [#version]:
/// even and the same before and after means that what was read belongs together.
///
/// Elements are read and written plainly under the version's fences. A `long` may be torn by the
/// specification, not by a 64-bit JVM; the version would tell of it either way, as a torn value is
/// only used after the check.
final class Leaf {

    static final int SLOTS = 64;

    /// Free GPUs of the steps 1, 2, 4, 8, 16, 32, 64, 128.
    static final int FREE_STEPS = 8;

    private static final VarHandle VERSION = version();

    /// Price and ordinal in one number, [Keys].
    final long[] key = new long[SLOTS];

    final long[] idMost = new long[SLOTS];
    final long[] idLeast = new long[SLOTS];
    final long[] validUntil = new long[SLOTS];
    final int[] site = new int[SLOTS];
    final int[] instances = new int[SLOTS];
    final int[] gpusPerInstance = new int[SLOTS];

    /// A bit a slot that holds an offer.
    long taken;

    /// A bit a slot with at least 2^step free GPUs.
    final long[] free = new long[FREE_STEPS];

    /// A bit a slot with at least 2^step GPUs in one instance, of which one is free.
    final long[] node = new long[FREE_STEPS];

    final long[] purchase = new long[Ticket.PURCHASES];
    final long[] link = new long[Ticket.LINKS];

    @SuppressWarnings("unused") // by VERSION
    private int version;

    private static VarHandle version() {
        try {
            return MethodHandles.lookup().findVarHandle(Leaf.class, "version", int.class);
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

    void beginWrite() {
        VERSION.setOpaque(this, version + 1);
        VarHandle.releaseFence();
    }

    void endWrite() {
        VERSION.setRelease(this, version + 1);
    }

    int count() {
        return Long.bitCount(taken);
    }

    boolean isFull() {
        return taken == -1L;
    }

    int freeSlot() {
        return Long.numberOfTrailingZeros(~taken);
    }

    /// Writes an offer into a free slot, between [#beginWrite] and [#endWrite].
    void put(int slot, long packed, Columns from, int ordinal) {
        long bit = 1L << slot;
        key[slot] = packed;
        idMost[slot] = from.idMost[ordinal];
        idLeast[slot] = from.idLeast[ordinal];
        validUntil[slot] = from.validUntil[ordinal];
        site[slot] = from.site[ordinal];
        gpusPerInstance[slot] = from.gpusPerInstance[ordinal];
        purchase[from.purchase[ordinal]] |= bit;
        link[from.link[ordinal]] |= bit;
        taken |= bit;
        stock(slot, from.instances[ordinal]);
    }

    void clear(int slot) {
        long keep = ~(1L << slot);
        taken &= keep;
        for (int i = 0; i < FREE_STEPS; i++) {
            free[i] &= keep;
            node[i] &= keep;
        }
        for (int i = 0; i < purchase.length; i++) purchase[i] &= keep;
        for (int i = 0; i < link.length; i++) link[i] &= keep;
    }

    /// Writes how many instances of a slot are free.
    void stock(int slot, int freeInstances) {
        instances[slot] = freeInstances;
        int inOne = gpusPerInstance[slot];
        long gpus = (long) freeInstances * inOne;
        long bit = 1L << slot;
        for (int step = 0; step < FREE_STEPS; step++) {
            boolean enough = gpus >= 1L << step;
            boolean inOneNode = freeInstances > 0 && inOne >= 1 << step;
            free[step] = enough ? free[step] | bit : free[step] & ~bit;
            node[step] = inOneNode ? node[step] | bit : node[step] & ~bit;
        }
    }
}
