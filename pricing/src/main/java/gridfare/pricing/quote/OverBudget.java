package gridfare.pricing.quote;

import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.Match;
import gridfare.pricing.match.RuledOut;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a budget rules out, once prices are known.
final class OverBudget {

    private OverBudget() {}

    /// Adds the offers that only the budget stops. Offers that are too small alone share the fate
    /// of their chip's virtual clusters.
    static RuledOut ruledOut(Match match, List<Priced> all, List<Priced> within, Money budget) {
        Set<ChipId> shared = new HashSet<>();
        long single = 0;
        for (Priced priced : within) {
            if (priced.candidate().legs().size() > 1) {
                shared.add(priced.candidate().chip().id());
            }
        }
        for (Priced priced : all) {
            boolean over = priced.most().exceeds(budget);
            if (over && priced.candidate().legs().size() == 1) single++;
        }
        int stopped = Math.toIntExact(single);
        for (Map.Entry<ChipId, Integer> sharers : match.sharers().entrySet()) {
            if (!shared.contains(sharers.getKey())) stopped += sharers.getValue();
        }
        RuledOut before = match.ruledOut();
        Map<Constraint, RuledOut.Count> counts = new EnumMap<>(Constraint.class);
        counts.putAll(before.counts());
        if (stopped > 0) {
            counts.put(Constraint.BUDGET, new RuledOut.Count(stopped, stopped));
        }
        List<RuledOut.Relaxation> relaxations = new ArrayList<>(before.relaxations());
        all.stream()
                .map(Priced::most)
                .filter(most -> most.exceeds(budget))
                .min(Comparator.naturalOrder())
                .ifPresent(most ->
                        relaxations.add(
                                new RuledOut.Relaxation(
                                        Constraint.BUDGET, most.amount().doubleValue())));
        return new RuledOut(before.candidates(), counts, relaxations, before.slowClusters());
    }
}
