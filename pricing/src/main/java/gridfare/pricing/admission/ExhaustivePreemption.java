package gridfare.pricing.admission;

import gridfare.pricing.admission.Preemption.Candidate;
import gridfare.pricing.admission.Preemption.Cover;
import gridfare.pricing.admission.PreemptionPlan.NotEnough;
import gridfare.pricing.admission.PreemptionPlan.NotEntitled;
import gridfare.pricing.admission.PreemptionPlan.NotNeeded;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.QosTier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What [Preemption] means: of all sets of BEST_EFFORT work that make room, the one with the least
/// harm. Tries every set, so for a handful of candidates only.
public final class ExhaustivePreemption {

    private ExhaustivePreemption() {}

    public static PreemptionPlan plan(
            QosTier claimant,
            Map<PoolId, Integer> missing,
            Collection<RunningWork> running,
            Instant now) {
        SortedMap<PoolId, Integer> needed = Preemption.needed(missing);
        if (needed.isEmpty()) return new NotNeeded();
        if (!claimant.isPremium()) return new NotEntitled();
        List<Candidate> all = Preemption.candidates(claimant, needed, running, now);
        if (all.size() > 20) {
            throw new IllegalArgumentException("%d candidates are too many.".formatted(all.size()));
        }
        @Nullable Cover best = null;
        for (int set = 0; set < 1 << all.size(); set++) {
            List<Candidate> chosen = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if ((set & 1 << i) != 0) chosen.add(all.get(i));
            }
            if (!Preemption.stillMissing(needed, chosen).isEmpty()) continue;
            Harm harm = chosen.stream().map(Candidate::harm).reduce(Harm.NONE, Harm::plus);
            if (best == null || harm.compareTo(best.harm()) < 0) best = new Cover(chosen, harm);
        }
        return best == null
                ? new NotEnough(Preemption.stillMissing(needed, all))
                : Preemption.preempt(best, now);
    }
}
