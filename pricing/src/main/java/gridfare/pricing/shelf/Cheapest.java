package gridfare.pricing.shelf;

import java.util.UUID;

/// Finds the best offers for a [Seek] and holds them, best first: by score, then by id. Made once
/// and used again; it allocates nothing while it seeks. For one thread at a time.
public final class Cheapest {

    private final int most;
    private final long[] score;
    private final long[] idMost;
    private final long[] idLeast;
    private final int[] ordinal;
    private int found;

    private final long[] seenScore = new long[Leaf.SLOTS];
    private final long[] seenMost = new long[Leaf.SLOTS];
    private final long[] seenLeast = new long[Leaf.SLOTS];
    private final int[] seenOrdinal = new int[Leaf.SLOTS];

    private long leavesWalked;

    /// @param most how many are held, at least 1
    public Cheapest(int most) {
        Ticket.within("number of offers", most, 1, 1 << 16);
        this.most = most;
        score = new long[most];
        idMost = new long[most];
        idLeast = new long[most];
        ordinal = new int[most];
    }

    /// How many were found: at most what it was made for.
    public int found() {
        return found;
    }

    public int ordinal(int rank) {
        return ordinal[rank];
    }

    public long score(int rank) {
        return score[rank];
    }

    public UUID id(int rank) {
        return new UUID(idMost[rank], idLeast[rank]);
    }

    /// How many leaves the last search looked into.
    public long leavesWalked() {
        return leavesWalked;
    }

    /// Seeks anew. Each offer that is found was on sale as it is told at some moment of the search.
    public void seek(Shelves market, Seek seek) {
        found = 0;
        leavesWalked = 0;
        Shelf[] shelves = market.all();
        int[] weights = seek.weights;
        int last = Math.min(weights.length, shelves.length);
        for (int number = 0; number < last; number++) {
            if (weights[number] != 0) walk(shelves[number], weights[number], seek);
        }
    }

    private void walk(Shelf shelf, int weight, Seek seek) {
        while (true) {
            int before = shelf.versionBefore();
            if ((before & 1) != 0) {
                Thread.onSpinWait();
                continue;
            }
            if (walk(shelf, shelf.order, before, weight, seek)) return;
        }
    }

    /// @return whether the order stayed as it was. If not, all is walked again: what was found
    ///   before is still true, and is not taken twice.
    private boolean walk(Shelf shelf, Shelf.Order order, int before, int weight, Seek seek) {
        long least = (long) seek.gpus * weight;
        int count = order.count;
        for (int place = 0; place < count; place++) {
            // The first leaf may hold what is below its bound.
            long bound = place == 0 ? 0 : Keys.price(order.from[place]) * least + seek.leastExtra;
            if (bound > worst(seek)) break;
            Leaf leaf = order.leaves[place];
            if (!look(shelf, before, leaf, weight, seek)) return false;
        }
        return shelf.isStill(before);
    }

    /// What an offer must not be above to be taken.
    private long worst(Seek seek) {
        return found == most ? Math.min(score[most - 1], seek.mostScore) : seek.mostScore;
    }

    /// @return false where the order has changed: the leaf may be another shelf's by now, and
    ///   nothing was taken from it
    private boolean look(Shelf shelf, int ordered, Leaf leaf, int weight, Seek seek) {
        while (shelf.isStill(ordered)) {
            int before = leaf.versionBefore();
            if ((before & 1) == 0) {
                int seen = collect(leaf, weight, seek);
                if (leaf.isStill(before)) {
                    if (!shelf.isStill(ordered)) return false;
                    leavesWalked++;
                    for (int i = 0; i < seen; i++) {
                        take(seenScore[i], seenMost[i], seenLeast[i], seenOrdinal[i]);
                    }
                    return true;
                }
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private int collect(Leaf leaf, int weight, Seek seek) {
        int gpus = seek.gpus;
        int step = Math.min(Leaf.FREE_STEPS - 1, 31 - Integer.numberOfLeadingZeros(gpus));
        long pass = leaf.taken & (seek.inOneNode ? leaf.node[step] : leaf.free[step]);
        pass &= any(leaf.purchase, seek.purchases);
        if (pass == 0) return 0;
        int links = seek.links;
        if (links != -1) pass &= any(leaf.link, links);
        long[] sites = seek.sites;
        long[] extras = seek.extras;
        long worst = worst(seek);
        int seen = 0;
        while (pass != 0) {
            int slot = Long.numberOfTrailingZeros(pass);
            pass &= pass - 1;
            int site = leaf.site[slot];
            int word = site >>> 6;
            if (word >= sites.length || (sites[word] >>> site & 1) == 0) continue;
            int inOne = leaf.gpusPerInstance[slot];
            int instances = inOne >= gpus ? 1 : (gpus + inOne - 1) / inOne;
            if (leaf.instances[slot] < instances || (seek.inOneNode && instances > 1)) continue;
            if (leaf.validUntil[slot] <= seek.now) continue;
            long key = leaf.key[slot];
            long scored = Keys.price(key) * ((long) instances * inOne * weight);
            if (site < extras.length) scored += extras[site];
            if (scored > worst) continue;
            seenScore[seen] = scored;
            seenMost[seen] = leaf.idMost[slot];
            seenLeast[seen] = leaf.idLeast[slot];
            seenOrdinal[seen++] = Keys.ordinal(key);
        }
        return seen;
    }

    private static long any(long[] words, int wanted) {
        long any = 0;
        for (int i = 0; i < words.length; i++) {
            if ((wanted >>> i & 1) != 0) any |= words[i];
        }
        return any;
    }

    private void take(long scored, long most, long least, int number) {
        if (found == this.most && !isBefore(scored, most, least, this.most - 1)) return;
        for (int i = 0; i < found; i++) {
            if (ordinal[i] == number) {
                if (!isBefore(scored, most, least, i)) return;
                shift(i, found - 1);
                found--;
                break;
            }
        }
        int place = found == this.most ? this.most - 1 : found;
        while (place > 0 && isBefore(scored, most, least, place - 1)) {
            score[place] = score[place - 1];
            idMost[place] = idMost[place - 1];
            idLeast[place] = idLeast[place - 1];
            ordinal[place] = ordinal[place - 1];
            place--;
        }
        score[place] = scored;
        idMost[place] = most;
        idLeast[place] = least;
        ordinal[place] = number;
        if (found < this.most) found++;
    }

    /// Moves what is behind `from` one forward.
    private void shift(int from, int last) {
        for (int i = from; i < last; i++) {
            score[i] = score[i + 1];
            idMost[i] = idMost[i + 1];
            idLeast[i] = idLeast[i + 1];
            ordinal[i] = ordinal[i + 1];
        }
    }

    /// Ids go as [java.util.UUID#compareTo] has them, so that ties break as everywhere else.
    private boolean isBefore(long scored, long most, long least, int rank) {
        if (scored != score[rank]) return scored < score[rank];
        if (most != idMost[rank]) return most < idMost[rank];
        return least < idLeast[rank];
    }
}
