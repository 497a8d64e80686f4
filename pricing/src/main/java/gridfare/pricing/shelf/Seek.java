package gridfare.pricing.shelf;

/// What a request accepts and what it minimises, in numbers. Never changed; one can be sought with
/// by any number of threads.
///
/// An offer's score is `price × GPUs charged × weight of its shelf + extra of its site`, where GPUs
/// charged are those of the whole instances that hold the GPUs wanted. Weights and extras let
/// price, finish and carbon be weighed against each other; the walk ends where even the cheapest
/// offer with the least extra is worse than what has been found.
public final class Seek {

    static final int MOST_WEIGHT = 16_000;
    static final int MOST_GPUS = 4_096;
    static final long MOST_EXTRA = Long.MAX_VALUE >> 2;

    /// No bound on the score.
    public static final long ANY_SCORE = Long.MAX_VALUE;

    final int[] weights;
    final long[] sites;
    final long[] extras;
    final int gpus;
    final boolean inOneNode;
    final int purchases;
    final int links;
    final long now;
    final long mostScore;
    final long leastExtra;

    /// @param weights by shelf, in thousandths, at most 16 000; 0 where the chip is not accepted
    /// @param sites a bit a site that is accepted, 64 to a word
    /// @param extras by site, from 0 to 2^61, in micros × thousandths; empty is none
    /// @param gpus wanted, 1 to 4 096
    /// @param inOneNode whether one instance must hold them
    /// @param purchases a bit a purchase option that is accepted
    /// @param links a bit an interconnect that is accepted; −1 is any
    /// @param now epoch second: offers that have ended by then are passed by
    /// @param mostScore nothing dearer is found
    public Seek(
            int[] weights,
            long[] sites,
            long[] extras,
            int gpus,
            boolean inOneNode,
            int purchases,
            int links,
            long now,
            long mostScore) {
        this.weights = weights.clone();
        this.sites = sites.clone();
        this.extras = extras.clone();
        this.gpus = gpus;
        this.inOneNode = inOneNode;
        this.purchases = purchases;
        this.links = links;
        this.now = now;
        this.mostScore = mostScore;
        for (int weight : weights) Ticket.within("weight", weight, 0, MOST_WEIGHT);
        for (long extra : extras) Ticket.within("extra", extra, 0, MOST_EXTRA);
        Ticket.within("GPUs", gpus, 1, MOST_GPUS);
        this.leastExtra = least();
    }

    /// The least that any accepted site adds.
    private long least() {
        long least = Long.MAX_VALUE;
        for (int site = 0; site < sites.length * Long.SIZE; site++) {
            if (accepts(site)) least = Math.min(least, site < extras.length ? extras[site] : 0);
        }
        return least == Long.MAX_VALUE ? 0 : least;
    }

    private boolean accepts(int site) {
        return (sites[site >>> 6] >>> site & 1) != 0;
    }
}
