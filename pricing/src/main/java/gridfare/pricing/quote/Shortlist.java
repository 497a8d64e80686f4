package gridfare.pricing.quote;

import gridfare.pricing.match.Ranking;
import gridfare.pricing.match.Request;
import gridfare.pricing.resource.ChipId;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Which options are shown, and in what order.
final class Shortlist {

    private final Request request;
    private final PricingTerms terms;
    private final Instant now;

    Shortlist(Asking asking) {
        this.request = asking.request();
        this.terms = asking.terms();
        this.now = asking.world().now();
    }

    /// The best by the buyer's rank, in rank order; among them whatever is best in another respect,
    /// and in up to half of the places the best of each chip, so that there is a choice.
    List<Priced> shown(List<Priced> within, Bests bests) {
        List<Priced> ranked = ranked(within);
        Set<Priced> shown = Collections.newSetFromMap(new IdentityHashMap<>());
        shown.add(ranked.getFirst());
        for (Option.Reason reason : bests.figures().keySet()) {
            ranked.stream()
                    .filter(each -> bests.isBest(each, reason))
                    .findFirst()
                    .filter(each -> shown.size() < terms.mostOptions())
                    .ifPresent(shown::add);
        }
        Set<ChipId> chips = new HashSet<>();
        for (Priced priced : ranked) {
            if (shown.size() >= terms.mostOptions() / 2) break;
            if (chips.add(priced.candidate().chip().id())) shown.add(priced);
        }
        for (Priced priced : ranked) {
            if (shown.size() >= terms.mostOptions()) break;
            shown.add(priced);
        }
        return ranked.stream().filter(shown::contains).toList();
    }

    /// By the buyer's [Ranking]; each standing is worked out once.
    private List<Priced> ranked(List<Priced> within) {
        double dirtiest = 0;
        for (Priced priced : within) {
            Double kg = priced.footprint().co2Kg();
            if (kg != null) dirtiest = Math.max(dirtiest, kg);
        }
        record Ranked(Priced priced, Ranking.Standing standing) {}
        return within.stream()
                .map(priced -> new Ranked(priced, priced.standing(now)))
                .sorted(Comparator.comparing(Ranked::standing, Ranking.of(request, dirtiest)))
                .map(Ranked::priced)
                .toList();
    }
}
