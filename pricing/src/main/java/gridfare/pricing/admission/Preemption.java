package gridfare.pricing.admission;

import gridfare.pricing.admission.PreemptionPlan.NotEnough;
import gridfare.pricing.admission.PreemptionPlan.NotEntitled;
import gridfare.pricing.admission.PreemptionPlan.NotNeeded;
import gridfare.pricing.admission.PreemptionPlan.Pause;
import gridfare.pricing.admission.PreemptionPlan.Preempt;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.QosTier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides who is paused so that a REALTIME or GUARANTEED start finds room: only BEST_EFFORT, only
/// as many as are needed, with the least [Harm] possible, and never without the notice in which a
/// checkpoint can be written.
///
/// Exact: [ExhaustivePreemption] is its meaning, and equal on random cases, as long as no more than
/// [#MOST_SPANNING] candidates hold machines in several of the pools that are short; of more, those
/// that are harmed least are looked at.
public final class Preemption {

    static final int MOST_SPANNING = 12;

    private Preemption() {}

    /// The plan for a start of `claimant` that lacks `missing` instances, by pool.
    ///
    /// @param running all work on those pools; what may not be preempted is left alone
    public static PreemptionPlan plan(
            QosTier claimant,
            Map<PoolId, Integer> missing,
            Collection<RunningWork> running,
            Instant now) {
        SortedMap<PoolId, Integer> needed = needed(missing);
        if (needed.isEmpty()) return new NotNeeded();
        if (!claimant.isPremium()) return new NotEntitled();
        List<Candidate> candidates = candidates(claimant, needed, running, now);
        Map<PoolId, Integer> unmet = stillMissing(needed, candidates);
        if (!unmet.isEmpty()) return new NotEnough(unmet);

        List<Candidate> spanning = candidates.stream().filter(Candidate::spans).toList();
        if (spanning.size() > MOST_SPANNING) {
            spanning =
                    spanning.stream()
                            .sorted(Comparator.comparing(Candidate::harm))
                            .limit(MOST_SPANNING)
                            .toList();
        }
        Cover best = null;
        for (int chosen = 0; chosen < 1 << spanning.size(); chosen++) {
            Cover cover = withSpanning(needed, candidates, spanning, chosen, best);
            if (cover != null && (best == null || cover.harm().compareTo(best.harm()) < 0)) {
                best = cover;
            }
        }
        if (best == null) best = everyNeeded(needed, candidates);
        return preempt(best, now);
    }

    /// One that may be paused, as far as it helps.
    ///
    /// @param frees instances in each pool that is short, in the order of the pools; never more
    ///   than are needed
    record Candidate(RunningWork work, List<Integer> frees, Harm harm, Duration notice) {

        boolean spans() {
            return frees.stream().filter(n -> n > 0).count() > 1;
        }
    }

    record Cover(List<Candidate> chosen, Harm harm) {}

    static SortedMap<PoolId, Integer> needed(Map<PoolId, Integer> missing) {
        SortedMap<PoolId, Integer> needed = new TreeMap<>(missing);
        needed.values().removeIf(count -> count <= 0);
        return needed;
    }

    static List<Candidate> candidates(
            QosTier claimant,
            SortedMap<PoolId, Integer> needed,
            Collection<RunningWork> running,
            Instant now) {
        List<Candidate> candidates = new ArrayList<>();
        for (RunningWork work : running) {
            if (!work.tier().mayBePreemptedBy(claimant)) continue;
            List<Integer> frees =
                    needed.entrySet().stream()
                            .map(need ->
                                    Math.min(
                                            need.getValue(),
                                            work.instances().getOrDefault(need.getKey(), 0)))
                            .toList();
            if (frees.stream().allMatch(n -> n == 0)) continue;
            Duration notice = MoveCause.PREMIUM_START.notice(work.tier()).orElseThrow();
            long lost = work.lostGpuSeconds(now.plus(notice), notice);
            candidates.add(
                    new Candidate(work, frees, new Harm(lost, 1, work.forgoneMicros()), notice));
        }
        candidates.sort(Comparator.comparing(candidate -> candidate.work().id()));
        return candidates;
    }

    static Map<PoolId, Integer> stillMissing(
            SortedMap<PoolId, Integer> needed, List<Candidate> candidates) {
        Map<PoolId, Integer> missing = new LinkedHashMap<>();
        int pool = 0;
        for (Map.Entry<PoolId, Integer> need : needed.entrySet()) {
            int at = pool++;
            long freed = candidates.stream().mapToLong(one -> one.frees().get(at)).sum();
            if (freed < need.getValue()) {
                missing.put(need.getKey(), (int) (need.getValue() - freed));
            }
        }
        return missing;
    }

    static Preempt preempt(Cover cover, Instant now) {
        return new Preempt(
                cover.chosen().stream()
                        .sorted(Comparator.comparing(one -> one.work().id()))
                        .map(one ->
                                new Pause(
                                        one.work().id(),
                                        now,
                                        now.plus(one.notice()),
                                        one.harm().gpuSeconds()))
                        .toList(),
                cover.harm());
    }

    /// With these of the spanning candidates, the rest is a cover of each pool by itself.
    private static @Nullable Cover withSpanning(
            SortedMap<PoolId, Integer> needed,
            List<Candidate> candidates,
            List<Candidate> spanning,
            int chosenBits,
            @Nullable Cover best) {
        List<Candidate> chosen = new ArrayList<>();
        int[] left = needed.values().stream().mapToInt(Integer::intValue).toArray();
        Harm harm = Harm.NONE;
        for (int i = 0; i < spanning.size(); i++) {
            if ((chosenBits & 1 << i) == 0) continue;
            Candidate one = spanning.get(i);
            chosen.add(one);
            harm = harm.plus(one.harm());
            for (int pool = 0; pool < left.length; pool++) left[pool] -= one.frees().get(pool);
        }
        for (int pool = 0; pool < left.length; pool++) {
            if (best != null && harm.compareTo(best.harm()) >= 0) return null;
            if (left[pool] <= 0) continue;
            int at = pool;
            Cover cover =
                    leastHarm(
                            candidates.stream()
                                    .filter(one -> !one.spans() && one.frees().get(at) > 0)
                                    .toList(),
                            pool,
                            left[pool]);
            if (cover == null) return null;
            chosen.addAll(cover.chosen());
            harm = harm.plus(cover.harm());
        }
        return new Cover(chosen, harm);
    }

    /// The least harm that frees `count` instances of one pool: harm adds up and is ordered, so a
    /// table of the best cover of 0 … `count` instances, one candidate after the other, is exact.
    /// O(candidates × count).
    private static @Nullable Cover leastHarm(List<Candidate> candidates, int pool, int count) {
        @Nullable Harm[] best = new @Nullable Harm[count + 1];
        boolean[][] takes = new boolean[candidates.size()][count + 1];
        best[0] = Harm.NONE;
        for (int i = 0; i < candidates.size(); i++) {
            Candidate one = candidates.get(i);
            for (int covered = count; covered > 0; covered--) {
                Harm before = best[Math.max(0, covered - one.frees().get(pool))];
                if (before == null) continue;
                Harm with = before.plus(one.harm());
                Harm without = best[covered];
                if (without == null || with.compareTo(without) < 0) {
                    best[covered] = with;
                    takes[i][covered] = true;
                }
            }
        }
        Harm harm = best[count];
        if (harm == null) return null;
        List<Candidate> chosen = new ArrayList<>();
        int covered = count;
        for (int i = candidates.size() - 1; i >= 0 && covered > 0; i--) {
            if (!takes[i][covered]) continue;
            Candidate one = candidates.get(i);
            chosen.add(one);
            covered = Math.max(0, covered - one.frees().get(pool));
        }
        return new Cover(chosen, harm);
    }

    /// Where more spanning candidates are needed than are looked at: the least harmed first until
    /// nothing is missing, then without those that turn out to be superfluous, most harmed first.
    private static Cover everyNeeded(
            SortedMap<PoolId, Integer> needed, List<Candidate> candidates) {
        List<Candidate> chosen =
                new ArrayList<>(
                        candidates.stream().sorted(Comparator.comparing(Candidate::harm)).toList());
        for (int i = chosen.size() - 1; i >= 0; i--) {
            Candidate one = chosen.remove(i);
            if (!stillMissing(needed, chosen).isEmpty()) chosen.add(i, one);
        }
        Harm harm = chosen.stream().map(Candidate::harm).reduce(Harm.NONE, Harm::plus);
        return new Cover(chosen, harm);
    }
}
