package gridfare.pricing.quote;

import gridfare.pricing.match.Request;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// Which options are shown, and in what order.
final class Shortlist {

    private final Request request;
    private final PricingTerms terms;

    Shortlist(Asking asking) {
        this.request = asking.request();
        this.terms = asking.terms();
    }

    /// The best by the buyer's rank, in rank order; among them whatever is best in another respect,
    /// and in up to half of the places the best of each chip, so that there is a choice.
    List<Priced> shown(List<Priced> within, Bests bests) {
        List<Priced> ranked = within.stream().sorted(rank(within)).toList();
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

    /// Fresh before stale, then what the buyer wants least of, then price; ties by finish, round
    /// trip, number of sites and ids, so that they always break the same way.
    private Comparator<Priced> rank(List<Priced> within) {
        ToDoubleFunction<Priced> objective =
                switch (request.rankBy()) {
                    case PRICE -> priced -> 0;
                    case FINISH -> priced -> priced.candidate().finish().getEpochSecond();
                    case ENERGY -> priced -> Priced.unknownLast(priced.footprint().kwh());
                    case CARBON -> priced -> Priced.unknownLast(priced.footprint().co2Kg());
                };
        return Comparator.comparing(Priced::stale)
                .thenComparingDouble(objective)
                .thenComparingDouble(worth(within))
                .thenComparing(Priced::expectedCost)
                .thenComparing(priced -> priced.candidate().finish())
                .thenComparingDouble(priced -> priced.candidate().roundTripMs())
                .thenComparingInt(priced -> priced.candidate().legs().size())
                .thenComparing(priced -> priced.candidate().legs().getFirst().offer().id());
    }

    /// What an option costs the buyer, interruptions of spot included, with its CO2 counted at what
    /// that is worth to them. One whose CO2 is not known counts as the dirtiest that is.
    private ToDoubleFunction<Priced> worth(List<Priced> within) {
        Money perKg = request.co2PricePerKg();
        if (perKg == null || perKg.isZero()) return priced -> priced.expectedCost().micros();
        double dirtiest = 0;
        for (Priced priced : within) {
            Double kg = priced.footprint().co2Kg();
            if (kg != null) dirtiest = Math.max(dirtiest, kg);
        }
        double assumed = dirtiest;
        return priced -> {
            Double kg = priced.footprint().co2Kg();
            return priced.expectedCost().micros() + perKg.micros() * (kg == null ? assumed : kg);
        };
    }
}
