package gridfare.pricing.admission;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Assigns a batch: the largest request first to its cheapest pool with room; then by ejection
/// chains, each request tries to get to a cheaper pool by moving one that is there (or several, or
/// one whose new place needs another one to move in turn) as long as all of it together is cheaper;
/// when nobody can gain, one that pays more than it would like is put where it wants to be, what is
/// in its way is placed anew, and the outcome may be a little dearer, the less so the fewer steps
/// are left (simulated annealing: Kirkpatrick et al., Science 220 (1983) 671-680,
/// [doi:10.1126/science.220.4598.671](https://doi.org/10.1126/science.220.4598.671)). The cheapest
/// assignment met on the way is the answer. It ends when everybody has the cheapest there is, when
/// all others are excluded (small batches), or when its steps are used up.
///
/// A step is one look at one choice, so the same batch and the same number of steps give the same
/// assignment on every machine, fast or slow.
public final class ChainedBatch {

    /// Requests up to which all assignments are tried in the end, if steps are left.
    private static final int SMALL = 12;

    /// One and at least 3, at most so many others are placed anew together.
    private static final int MOST_CLEARED = 8;

    /// Among how many of its choices, the best at the shadow prices, one is drawn.
    private static final int MOST_WISHES = 8;

    private static final int MOST_FILL_STEPS = 500;
    private static final int MOST_PRICINGS = 100;
    private static final int MOST_EJECTED = 4;

    /// What may be lost at the beginning in one go, as a part of what a request costs on average.
    private static final double WARMTH = 0.1;

    private final int[] free;

    /// By request, choices in ascending cost; the last is to wait: pool -1, no instances.
    private final int[][] pool;

    private final int[][] need;
    private final long[][] micros;

    /// Which of its choices each request has.
    private final int[] at;

    private final int[][] members;
    private final int[] memberCount;
    private final int[] memberPlace;
    private final int[][] byReduced;
    private final double[] shadow;
    private final int[] first;
    private final int[] end;
    private long steps;
    private long fillSteps;
    // What is being cleared and filled: who, where each was, the best found, the least that the
    // rest
    // costs.
    private final int[] who = new int[64];
    private final int[] was = new int[64];
    private final int[] fillBest = new int[64];
    private final double[] rest = new double[64];
    private long fillLeast;
    private long draws = 0x9E3779B97F4A7C15L;

    private ChainedBatch(Batch batch, long steps) {
        int requests = batch.requests().size();
        this.steps = steps;
        this.free = batch.free().stream().mapToInt(Integer::intValue).toArray();
        this.pool = new int[requests][];
        this.need = new int[requests][];
        this.micros = new long[requests][];
        this.at = new int[requests];
        this.members = new int[free.length][4];
        this.memberCount = new int[free.length];
        this.memberPlace = new int[requests];
        this.byReduced = new int[requests][];
        this.first = new int[requests];
        this.end = new int[requests];
        this.shadow = new double[free.length];
        for (int r = 0; r < requests; r++) sortChoices(r, batch.requests().get(r));
    }

    private void sortChoices(int r, Batch.Request request) {
        List<Batch.Choice> useful =
                request.choices().stream()
                        .filter(it -> it.micros() <= request.waitingMicros())
                        .filter(it -> it.instances() <= free[it.pool()])
                        .sorted(
                                Comparator.comparingLong(Batch.Choice::micros)
                                        .thenComparingInt(Batch.Choice::instances)
                                        .thenComparingInt(Batch.Choice::pool))
                        .toList();
        int count = useful.size();
        pool[r] = new int[count + 1];
        need[r] = new int[count + 1];
        micros[r] = new long[count + 1];
        for (int k = 0; k < count; k++) {
            pool[r][k] = useful.get(k).pool();
            need[r][k] = useful.get(k).instances();
            micros[r][k] = useful.get(k).micros();
        }
        pool[r][count] = -1;
        micros[r][count] = request.waitingMicros();
        at[r] = count;
    }

    /// @param steps how many looks at choices it may take; at least the first, greedy pass is made
    public static Batch.Assignment assign(Batch batch, long steps) {
        return new ChainedBatch(batch, steps).run();
    }

    private Batch.Assignment run() {
        int requests = at.length;
        List<Integer> largestFirst =
                IntStream.range(0, requests)
                        .boxed()
                        .sorted(
                                Comparator.comparingInt((Integer r) -> -need[r][0])
                                        .thenComparingLong(r -> -regret(r))
                                        .thenComparing(r -> r))
                        .toList();
        largestFirst.forEach(this::placeCheapest);
        improve(largestFirst);
        boolean proven = total() == floor();
        if (!proven && requests <= SMALL) proven = tryAll();
        if (!proven && steps > 0) {
            priceThePools();
            anneal();
        }
        List<Integer> pools = new ArrayList<>();
        for (int r = 0; r < requests; r++) pools.add(pool[r][at[r]]);
        return new Batch.Assignment(pools, total(), proven);
    }

    private void anneal() {
        if (at.length == 0) return;
        long best = total();
        long now = best;
        int[] bestAt = at.clone();
        long start = steps;
        double warmth = WARMTH * best / at.length;
        while (steps > 0) {
            double left = (double) steps / start;
            double luck = -StrictMath.log((draw(1 << 20) + 1.0) / (1 << 20));
            now += clearAndFill(warmth * left * left * luck);
            if (now < best) {
                best = now;
                System.arraycopy(at, 0, bestAt, 0, at.length);
            }
        }
        for (int r = 0; r < at.length; r++) unassign(r);
        for (int r = 0; r < at.length; r++) move(r, bestAt[r]);
    }

    private long total() {
        long sum = 0;
        for (int r = 0; r < at.length; r++) sum = Math.addExact(sum, micros[r][at[r]]);
        return sum;
    }

    /// Nothing is cheaper than everybody's cheapest.
    private long floor() {
        long sum = 0;
        for (long[] costs : micros) sum += costs[0];
        return sum;
    }

    /// What the second choice costs more than the first.
    private long regret(int r) {
        return micros[r].length < 2 ? 0 : micros[r][1] - micros[r][0];
    }

    private void placeCheapest(int r) {
        int last = pool[r].length - 1;
        for (int k = 0; k <= last; k++) {
            steps--;
            if (k == last || free[pool[r][k]] >= need[r][k]) {
                move(r, k);
                return;
            }
        }
    }

    // Chains.

    /// Each in turn until nobody gains any more; whoever was moved is asked again.
    private void improve(List<Integer> whom) {
        Deque<Integer> queue = new ArrayDeque<>(whom);
        boolean[] queued = new boolean[at.length];
        whom.forEach(r -> queued[r] = true);
        while (!queue.isEmpty() && steps > 0) {
            int r = queue.poll();
            queued[r] = false;
            int before = pool[r][at[r]];
            Chain chain = bestChain(r);
            if (chain == null) continue;
            for (int i = chain.length - 1; i >= 0; i--) unassign(chain.who[i]);
            for (int i = 0; i < chain.length; i++) {
                move(chain.who[i], chain.to[i]);
                enqueue(queue, queued, chain.who[i]);
            }
            if (before >= 0) enqueueWhoWouldLike(before, queue, queued);
        }
    }

    private static void enqueue(Deque<Integer> queue, boolean[] queued, int r) {
        if (queued[r]) return;
        queued[r] = true;
        queue.add(r);
    }

    private void enqueueWhoWouldLike(int freed, Deque<Integer> queue, boolean[] queued) {
        for (int r = 0; r < at.length; r++) {
            if (queued[r] || at[r] == 0) continue;
            for (int k = 0; k < at[r]; k++) {
                steps--;
                if (pool[r][k] == freed) {
                    enqueue(queue, queued, r);
                    break;
                }
            }
        }
    }

    /// Moves that belong together.
    private static final class Chain {
        long gain;
        int length;
        final int[] who;
        final int[] to;

        Chain(int most) {
            who = new int[most];
            to = new int[most];
        }

        Chain with(int request, int choice) {
            who[length] = request;
            to[length++] = choice;
            return this;
        }
    }

    /// The chain that begins with `r` going to a cheaper pool and gains most; null if none gains.
    private @Nullable Chain bestChain(int r) {
        Chain best = null;
        int from = pool[r][at[r]];
        int leaves = need[r][at[r]];
        for (int k = 0; k < at[r]; k++) {
            steps--;
            long gain = micros[r][at[r]] - micros[r][k];
            if (best != null && gain <= best.gain) break;
            if (gain <= 0) break;
            int to = pool[r][k];
            int missing = need[r][k] - free[to] - (to == from ? leaves : 0);
            if (missing <= 0) {
                best = new Chain(1).with(r, k);
                best.gain = gain;
                break;
            }
            if (to == from) continue;
            Chain chain = ejectOne(r, k, gain, missing, from, leaves, best == null ? 0 : best.gain);
            if (chain != null) best = chain;
            chain = ejectSeveral(r, k, gain, missing, from, leaves, best == null ? 0 : best.gain);
            if (chain != null) best = chain;
        }
        return best;
    }

    private @Nullable Chain ejectOne(
            int r, int k, long gain, int missing, int from, int leaves, long least) {
        Chain best = null;
        int to = pool[r][k];
        for (int m = 0; m < memberCount[to]; m++) {
            int s = members[to][m];
            if (s == r || need[s][at[s]] < missing) continue;
            for (int j = 0; j < pool[s].length; j++) {
                steps--;
                long left = gain - (micros[s][j] - micros[s][at[s]]);
                if (left <= least) break;
                int q = pool[s][j];
                if (q == to) continue;
                int lacks = q < 0 ? 0 : need[s][j] - free[q] - (q == from ? leaves : 0);
                if (lacks <= 0) {
                    least = left;
                    best = new Chain(2).with(r, k).with(s, j);
                    best.gain = left;
                    break;
                }
                Chain deeper = ejectSecond(r, k, s, j, left, lacks, from, leaves, least);
                if (deeper != null) {
                    best = deeper;
                    least = deeper.gain;
                }
            }
        }
        return best;
    }

    private @Nullable Chain ejectSecond(
            int r, int k, int s, int j, long gain, int lacks, int from, int leaves, long least) {
        Chain best = null;
        int to = pool[r][k];
        int q = pool[s][j];
        int room = free[to] + need[s][at[s]] - need[r][k];
        for (int m = 0; m < memberCount[q]; m++) {
            int t = members[q][m];
            if (t == r || t == s || need[t][at[t]] < lacks) continue;
            for (int i = 0; i < pool[t].length; i++) {
                steps--;
                long left = gain - (micros[t][i] - micros[t][at[t]]);
                if (left <= least) break;
                int p = pool[t][i];
                if (p == q) continue;
                int has = p < 0 ? 0 : p == to ? room : free[p] + (p == from ? leaves : 0);
                if (p >= 0 && need[t][i] > has) continue;
                least = left;
                best = new Chain(3).with(r, k).with(s, j).with(t, i);
                best.gain = left;
                break;
            }
        }
        return best;
    }

    /// Several small ones make room for a large one, each where it costs least more.
    private @Nullable Chain ejectSeveral(
            int r, int k, long gain, int missing, int from, int leaves, long least) {
        int to = pool[r][k];
        if (memberCount[to] < 2) return null;
        Chain chain = new Chain(1 + MOST_EJECTED).with(r, k);
        while (missing > 0 && chain.length <= MOST_EJECTED) {
            long cheapest = Long.MAX_VALUE;
            int who = -1;
            int where = -1;
            for (int m = 0; m < memberCount[to]; m++) {
                int s = members[to][m];
                if (s == r || contains(chain, s)) continue;
                int freed = Math.min(missing, need[s][at[s]]);
                for (int j = 0; j < pool[s].length; j++) {
                    steps--;
                    long more = micros[s][j] - micros[s][at[s]];
                    if (gain - more <= least) break;
                    int q = pool[s][j];
                    if (q == to) continue;
                    int has = q < 0 ? 0 : free[q] + (q == from ? leaves : 0) - putInto(chain, q);
                    if (q >= 0 && need[s][j] > has) continue;
                    long perInstance = more * 64 / freed;
                    if (perInstance < cheapest) {
                        cheapest = perInstance;
                        who = s;
                        where = j;
                    }
                    break;
                }
            }
            if (who < 0) return null;
            gain -= micros[who][where] - micros[who][at[who]];
            if (gain <= least) return null;
            missing -= need[who][at[who]];
            chain.with(who, where);
        }
        if (missing > 0) return null;
        chain.gain = gain;
        return chain;
    }

    private static boolean contains(Chain chain, int r) {
        for (int i = 0; i < chain.length; i++) if (chain.who[i] == r) return true;
        return false;
    }

    /// What the chain already puts into a pool.
    private int putInto(Chain chain, int q) {
        int sum = 0;
        for (int i = 1; i < chain.length; i++) {
            if (pool[chain.who[i]][chain.to[i]] == q) sum += need[chain.who[i]][chain.to[i]];
        }
        return sum;
    }

    // Shadow prices: what an instance of a full pool is worth to the others.

    /// Raises the price of pools that more would take than fit, lowers that of those with room left
    /// (subgradient ascent: Held, Wolfe and Crowder, Mathematical Programming 6 (1974) 62-88,
    /// [doi:10.1007/BF01580223](https://doi.org/10.1007/BF01580223)), as if those who wait now went
    /// on waiting and the others did not begin to.
    private void priceThePools() {
        double known = total();
        double[] price = new double[free.length];
        int[] over = new int[free.length];
        int[] room = free.clone();
        for (int r = 0; r < at.length; r++) {
            int last = pool[r].length - 1;
            first[r] = at[r] == last ? last : 0;
            end[r] = at[r] == last ? last + 1 : last;
            if (at[r] < last) room[pool[r][at[r]]] += need[r][at[r]];
        }
        double agility = 1;
        double best = Double.NEGATIVE_INFINITY;
        int since = 0;
        for (int round = 0; round < MOST_PRICINGS && agility > 1e-4 && steps > 0; round++) {
            double bound = 0;
            for (int o = 0; o < over.length; o++) {
                over[o] = -room[o];
                bound -= price[o] * room[o];
            }
            for (int r = 0; r < at.length; r++) {
                int k = cheapestAt(price, r);
                bound += reduced(price, r, k);
                if (pool[r][k] >= 0) over[pool[r][k]] += need[r][k];
            }
            if (bound > best) {
                best = bound;
                System.arraycopy(price, 0, shadow, 0, price.length);
                since = 0;
            } else if (++since >= 8) {
                agility *= 0.6;
                since = 0;
                System.arraycopy(shadow, 0, price, 0, price.length);
            }
            double norm = 0;
            for (int o = 0; o < over.length; o++) {
                if (over[o] > 0 || price[o] > 0) norm += (double) over[o] * over[o];
            }
            if (norm == 0) break;
            double step = agility * (known - bound) / norm;
            for (int o = 0; o < over.length; o++) {
                price[o] = Math.max(0, price[o] + step * over[o]);
            }
        }
        sortByReduced(Math.max(0, known - best));
    }

    /// What each would like best at these prices; without what costs so much more that all the
    /// difference to the bound would not pay for it.
    private void sortByReduced(double gap) {
        for (int r = 0; r < at.length; r++) {
            int one = r;
            double least = reduced(shadow, r, cheapestAt(shadow, r));
            byReduced[r] =
                    IntStream.range(0, pool[r].length)
                            .filter(k -> reduced(shadow, one, k) - least <= gap)
                            .boxed()
                            .sorted(Comparator.comparingDouble(k -> reduced(shadow, one, k)))
                            .mapToInt(k -> k)
                            .toArray();
        }
    }

    private int cheapestAt(double[] price, int r) {
        int best = first[r];
        double least = Double.POSITIVE_INFINITY;
        steps -= end[r] - first[r];
        for (int k = first[r]; k < end[r]; k++) {
            double reduced = reduced(price, r, k);
            if (reduced < least) {
                least = reduced;
                best = k;
            }
        }
        return best;
    }

    private double reduced(double[] price, int r, int k) {
        int o = pool[r][k];
        return o < 0 ? micros[r][k] : micros[r][k] + price[o] * need[r][k];
    }

    // Clearing and filling.

    /// Puts one that pays more than its cheapest where it would rather be, clears what is in the
    /// way and some of its surroundings, and fills them in the best way that a few steps find. What
    /// comes out may be dearer than before by as much as is allowed: less and less as steps run
    /// out.
    ///
    /// @return what it costs more than before; negative is a gain
    private long clearAndFill(double allowed) {
        int r = whoPaysMore();
        if (r < 0) {
            steps = 0;
            return 0;
        }
        int[] wishes = byReduced[r];
        int k = wishes[draw(Math.min(wishes.length, MOST_WISHES))];
        if (k == at[r] || pool[r][k] < 0) return 0;
        int count = 0;
        long before = 0;
        // The one itself.
        who[count] = r;
        was[count++] = at[r];
        before += micros[r][at[r]];
        unassign(r);
        int wanted = pool[r][k];
        int most = 3 + draw(MOST_CLEARED - 2);
        for (int tries = 0; tries < 2 * most && count < most; tries++) {
            steps--;
            if (wanted >= 0) {
                while (memberCount[wanted] > 0
                        && (count < most || (tries == 0 && free[wanted] < need[r][k]))) {
                    int s = members[wanted][memberCount[wanted] - 1];
                    if (count == who.length) break;
                    who[count] = s;
                    was[count++] = at[s];
                    before += micros[s][at[s]];
                    unassign(s);
                }
            }
            int s = who[draw(count)];
            wanted = pool[s][byReduced[s][draw(Math.min(byReduced[s].length, MOST_WISHES))]];
        }
        if (free[pool[r][k]] < need[r][k]) {
            for (int i = 0; i < count; i++) move(who[i], was[i]);
            return 0;
        }
        move(r, k);
        fillLeast = before + (long) allowed;
        fillBest[0] = -1;
        sortByNeed(1, count);
        double sum = 0;
        for (int i = count - 1; i > 0; i--) {
            rest[i] = sum;
            sum += micros[who[i]][0];
        }
        fillSteps = Math.min(steps, MOST_FILL_STEPS);
        steps -= fillSteps;
        fillFrom(1, count, micros[r][k]);
        steps += Math.max(0, fillSteps);
        if (fillBest[0] < 0) {
            for (int i = 0; i < count; i++) unassign(who[i]);
            for (int i = 0; i < count; i++) move(who[i], was[i]);
            return 0;
        }
        for (int i = 1; i < count; i++) move(who[i], fillBest[i]);
        return fillLeast - before;
    }

    private void sortByNeed(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int r = who[i];
            int old = was[i];
            int j = i - 1;
            while (j >= from && need[who[j]][0] < need[r][0]) {
                who[j + 1] = who[j];
                was[j + 1] = was[j];
                j--;
            }
            who[j + 1] = r;
            was[j + 1] = old;
        }
    }

    private void fillFrom(int i, int count, long cost) {
        if (i == count) {
            if (cost < fillLeast) {
                fillLeast = cost;
                fillBest[0] = 0;
                for (int j = 1; j < count; j++) fillBest[j] = at[who[j]];
            }
            return;
        }
        int r = who[i];
        for (int k = 0; k < pool[r].length; k++) {
            if (fillSteps-- <= 0) return;
            if (cost + micros[r][k] + rest[i] >= fillLeast) return;
            if (pool[r][k] >= 0 && free[pool[r][k]] < need[r][k]) continue;
            move(r, k);
            fillFrom(i + 1, count, cost + micros[r][k]);
            unassign(r);
        }
    }

    private int whoPaysMore() {
        for (int i = 0; i < 4; i++) {
            int r = draw(at.length);
            if (at[r] > 0 && byReduced[r].length > 1) return r;
        }
        int start = draw(at.length);
        for (int i = 0; i < at.length; i++) {
            int r = (start + i) % at.length;
            steps--;
            if (at[r] > 0 && byReduced[r].length > 1) return r;
        }
        return -1;
    }

    /// The same numbers each time: spread over the requests, not random.
    private int draw(int bound) {
        draws ^= draws << 13;
        draws ^= draws >>> 7;
        draws ^= draws << 17;
        return (int) Long.remainderUnsigned(draws, bound);
    }

    // All assignments.

    /// @return whether all were tried before the steps were used up
    private boolean tryAll() {
        int[] best = at.clone();
        long[] bestCost = {total()};
        long[] rest = new long[at.length + 1];
        for (int r = at.length - 1; r >= 0; r--) rest[r] = rest[r + 1] + micros[r][0];
        for (int r = 0; r < at.length; r++) unassign(r);
        boolean all = tryFrom(0, 0, rest, best, bestCost);
        for (int r = 0; r < at.length; r++) unassign(r);
        for (int r = 0; r < at.length; r++) move(r, best[r]);
        return all;
    }

    private boolean tryFrom(int r, long cost, long[] rest, int[] best, long[] bestCost) {
        if (r == at.length) {
            bestCost[0] = cost;
            System.arraycopy(at, 0, best, 0, at.length);
            return true;
        }
        int last = pool[r].length - 1;
        for (int k = 0; k <= last; k++) {
            if (steps-- <= 0) return false;
            if (cost + micros[r][k] + rest[r + 1] >= bestCost[0]) return true;
            if (k < last && free[pool[r][k]] < need[r][k]) continue;
            move(r, k);
            boolean all = tryFrom(r + 1, cost + micros[r][k], rest, best, bestCost);
            unassign(r);
            if (!all) return false;
        }
        return true;
    }

    // Where everybody is.

    private void move(int r, int k) {
        unassign(r);
        at[r] = k;
        int to = pool[r][k];
        if (to < 0) return;
        free[to] -= need[r][k];
        if (memberCount[to] == members[to].length) {
            members[to] = Arrays.copyOf(members[to], 2 * memberCount[to]);
        }
        memberPlace[r] = memberCount[to];
        members[to][memberCount[to]++] = r;
    }

    /// It waits.
    private void unassign(int r) {
        int from = pool[r][at[r]];
        int freed = need[r][at[r]];
        at[r] = pool[r].length - 1;
        if (from < 0) return;
        free[from] += freed;
        int last = members[from][--memberCount[from]];
        members[from][memberPlace[r]] = last;
        memberPlace[last] = memberPlace[r];
    }
}
