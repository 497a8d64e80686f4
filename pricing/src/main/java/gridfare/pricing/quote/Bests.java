package gridfare.pricing.quote;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The best figure in each respect in which any is known.
record Bests(Map<Option.Reason, Double> figures) {

    static Bests among(List<Priced> all) {
        Map<Option.Reason, Double> bests = new EnumMap<>(Option.Reason.class);
        for (Option.Reason reason : Option.Reason.values()) {
            double best = Double.POSITIVE_INFINITY;
            for (Priced priced : all) best = Math.min(best, measure(priced, reason));
            if (best < Double.POSITIVE_INFINITY) bests.put(reason, best);
        }
        return new Bests(bests);
    }

    /// In what it is best.
    List<Option.Reason> of(Priced priced) {
        return figures.keySet().stream().filter(reason -> isBest(priced, reason)).toList();
    }

    boolean isBest(Priced priced, Option.Reason reason) {
        Double best = figures.get(reason);
        return best != null && measure(priced, reason) <= best;
    }

    private static double measure(Priced priced, Option.Reason reason) {
        return switch (reason) {
            case CHEAPEST -> priced.expectedCost().micros();
            case EARLIEST_FINISH -> priced.candidate().finish().getEpochSecond();
            case LEAST_ENERGY -> Priced.unknownLast(priced.footprint().kwh());
            case LEAST_CARBON -> Priced.unknownLast(priced.footprint().co2Kg());
            case NEAREST -> {
                double ms = priced.candidate().roundTripMs();
                yield Double.isNaN(ms) ? Double.POSITIVE_INFINITY : ms;
            }
            case STALE, CHECKPOINT_OVERHEAD -> Double.POSITIVE_INFINITY;
        };
    }
}
