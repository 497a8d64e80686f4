package gridfare.pricing.quote;

import gridfare.pricing.match.Assumptions;
import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.Match;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.RuledOut;
import gridfare.pricing.match.TrainingStep;
import gridfare.pricing.place.GradientExchange;
import gridfare.pricing.resource.ChipId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Training over a WAN: which virtual clusters are worth it.
final class ScalingOf {

    private final Request request;
    private final Assumptions assumptions;

    ScalingOf(Asking asking) {
        this.request = asking.request();
        this.assumptions = asking.world().assumptions();
    }

    /// Null at one site, where no step was told of, and for work whose GPUs do not wait for each
    /// other.
    @Nullable Scaling of(Candidate candidate) {
        TrainingStep step = request.step();
        if (step == null
                || candidate.legs().size() < 2
                || !request.workloadKind().isSynchronous()) {
            return null;
        }
        return of(candidate, step, step.exchange());
    }

    private Scaling of(Candidate candidate, TrainingStep step, TrainingStep.Exchange exchange) {
        int sites = candidate.legs().size();
        double slowest = Double.POSITIVE_INFINITY;
        int largest = 0;
        for (Candidate.Leg leg : candidate.legs()) {
            slowest = Math.min(slowest, assumptions.linkBitsPerSecond(leg.site().kind()));
            largest = Math.max(largest, leg.gpus());
        }
        double compression =
                switch (exchange) {
                    case SYNCHRONOUS -> 1;
                    case COMPRESSED, ASYNCHRONOUS -> assumptions.compressionFactor().value();
                };
        double hidden =
                switch (exchange) {
                    case SYNCHRONOUS, COMPRESSED -> 0;
                    case ASYNCHRONOUS -> assumptions.hiddenShare().value();
                };
        double wire =
                GradientExchange.secondsOnTheWire(sites, step.modelBytes(), slowest, compression);
        return new Scaling(
                exchange,
                sites,
                slowest,
                compression,
                hidden,
                wire,
                GradientExchange.scalingEfficiency(step.computeSeconds(), wire, hidden),
                (double) largest / candidate.gpus());
    }

    /// The match without virtual clusters that are slower than their largest site alone. Offers
    /// that only shared such clusters are counted under [Constraint#SCALING].
    Match worthwhile(Match match) {
        List<Candidate> kept = new ArrayList<>();
        List<RuledOut.SlowCluster> slow = new ArrayList<>();
        Set<ChipId> sharing = new HashSet<>();
        for (Candidate candidate : match.candidates()) {
            Scaling scaling = of(candidate);
            if (scaling == null || scaling.isWorthwhile()) {
                kept.add(candidate);
                if (candidate.legs().size() > 1) sharing.add(candidate.chip().id());
            } else {
                slow.add(slow(candidate, scaling));
            }
        }
        if (slow.isEmpty()) return match;
        int stopped = 0;
        for (Map.Entry<ChipId, Integer> sharers : match.sharers().entrySet()) {
            if (!sharing.contains(sharers.getKey())) stopped += sharers.getValue();
        }
        RuledOut before = match.ruledOut();
        Map<Constraint, RuledOut.Count> counts = new EnumMap<>(Constraint.class);
        counts.putAll(before.counts());
        if (stopped > 0) counts.put(Constraint.SCALING, new RuledOut.Count(stopped, stopped));
        Map<ChipId, Integer> sharers = new java.util.HashMap<>(match.sharers());
        sharers.keySet().retainAll(sharing);
        return new Match(
                kept,
                sharers,
                new RuledOut(before.candidates(), counts, before.relaxations(), slow));
    }

    /// With the mildest exchange that would make it worthwhile, if any does.
    private RuledOut.SlowCluster slow(Candidate candidate, Scaling scaling) {
        TrainingStep step = request.step();
        TrainingStep.Exchange better = null;
        for (TrainingStep.Exchange exchange : TrainingStep.Exchange.values()) {
            if (step != null && better == null && of(candidate, step, exchange).isWorthwhile()) {
                better = exchange;
            }
        }
        return new RuledOut.SlowCluster(
                candidate.chip().id(),
                scaling.sites(),
                candidate.gpus(),
                scaling.wireSeconds(),
                scaling.efficiency(),
                better);
    }
}
