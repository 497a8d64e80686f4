package gridfare.pricing.match;

import gridfare.pricing.resource.ChipId;
import java.util.List;
import java.util.Map;

/// What a matcher found.
///
/// @param candidates every offer that carries the request alone, and for each chip the cheapest
///   virtual clusters; cheapest by the providers' own USD prices first, ties by the ids of the
///   offers
/// @param sharers how many offers of a chip are kept only because they can share a virtual cluster
/// @param ruledOut why the other offers cannot
public record Match(List<Candidate> candidates, Map<ChipId, Integer> sharers, RuledOut ruledOut) {

    public Match {
        candidates = List.copyOf(candidates);
        sharers = Map.copyOf(sharers);
    }
}
