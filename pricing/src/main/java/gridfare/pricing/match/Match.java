package gridfare.pricing.match;

import java.util.List;

/// What a matcher found.
///
/// @param candidates every feasible way, cheapest by the providers' own USD prices first; ties by
///   start of run, then by the ids of the offers
/// @param ruledOut why the other offers cannot
public record Match(List<Candidate> candidates, RuledOut ruledOut) {

    public Match {
        candidates = List.copyOf(candidates);
    }
}
