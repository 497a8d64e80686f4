package gridfare.pricing.quote;

import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.Match;
import gridfare.pricing.match.RuledOut;
import gridfare.pricing.resource.ChipId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is ruled out because its cost is beyond what an amount can hold.
final class BeyondPrice {

    private BeyondPrice() {}

    /// The match without `unpriced`. Offers that only shared such clusters go with them.
    static Match without(Match match, List<Candidate> unpriced) {
        Set<Candidate> beyond = Collections.newSetFromMap(new IdentityHashMap<>());
        beyond.addAll(unpriced);
        List<Candidate> kept = new ArrayList<>();
        Set<ChipId> sharing = new HashSet<>();
        int stopped = 0;
        for (Candidate candidate : match.candidates()) {
            if (!beyond.contains(candidate)) {
                kept.add(candidate);
                if (candidate.legs().size() > 1) sharing.add(candidate.chip().id());
            } else if (candidate.legs().size() == 1) {
                stopped++;
            }
        }
        Map<ChipId, Integer> sharers = new HashMap<>(match.sharers());
        for (Map.Entry<ChipId, Integer> each : match.sharers().entrySet()) {
            if (!sharing.contains(each.getKey())) stopped += each.getValue();
        }
        sharers.keySet().retainAll(sharing);
        RuledOut before = match.ruledOut();
        Map<Constraint, RuledOut.Count> counts = new EnumMap<>(Constraint.class);
        counts.putAll(before.counts());
        if (stopped > 0) counts.put(Constraint.PRICE_LIMIT, new RuledOut.Count(stopped, stopped));
        return new Match(
                kept,
                sharers,
                new RuledOut(
                        before.candidates(), counts, before.relaxations(), before.slowClusters()));
    }
}
