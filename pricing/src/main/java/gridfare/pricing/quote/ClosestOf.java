package gridfare.pricing.quote;

import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.Spread;
import gridfare.pricing.match.World;
import gridfare.pricing.money.Money;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which constraint of a request has the least room left.
final class ClosestOf {

    private final Request request;
    private final World world;

    ClosestOf(Asking asking) {
        this.request = asking.request();
        this.world = asking.world();
    }

    /// Null where none has a measure.
    Option.@Nullable Closest closest(Priced priced) {
        Candidate candidate = priced.candidate();
        Map<Constraint, Double> used = new EnumMap<>(Constraint.class);
        if (request.memoryGibPerGpu() > 0) {
            used.put(
                    Constraint.MEMORY,
                    (double) request.memoryGibPerGpu() / candidate.chip().memoryGib());
        }
        Double bound = request.maxRoundTripMs();
        if (bound != null) {
            used.put(Constraint.ROUND_TRIP, candidate.roundTripMs() / bound);
        }
        Double least = request.minRenewableShare();
        Double share = priced.footprint().renewableShare();
        if (least != null && share != null && share > 0) {
            used.put(Constraint.RENEWABLE_SHARE, Math.min(1, least / share));
        }
        if (request.spread().kind() == Spread.Kind.NODE) {
            used.put(Constraint.NODE_SIZE, (double) request.need().gpus() / candidate.gpus());
        }
        long claimable =
                candidate.legs().stream().mapToLong(leg -> leg.offer().claimableGpus()).sum();
        used.put(Constraint.CAPACITY, (double) candidate.gpus() / claimable);
        if (request.need() instanceof Need.Work work) {
            double left =
                    Duration.between(world.now().truncatedTo(ChronoUnit.SECONDS), work.deadline())
                            .toSeconds();
            double taken =
                    Duration.between(
                                    world.now().truncatedTo(ChronoUnit.SECONDS),
                                    candidate.latestFinish())
                            .toSeconds();
            used.put(Constraint.DEADLINE, taken / left);
        }
        Money budget = request.budget();
        if (budget != null) {
            used.put(Constraint.BUDGET, (double) priced.most().micros() / budget.micros());
        }
        return used.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> new Option.Closest(most.getKey(), most.getValue()))
                .orElse(null);
    }
}
