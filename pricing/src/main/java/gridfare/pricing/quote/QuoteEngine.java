package gridfare.pricing.quote;

import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Match;
import gridfare.pricing.match.Matcher;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.RuledOut;
import gridfare.pricing.match.World;
import gridfare.pricing.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prices everything a [Matcher] finds, ranks it by what the buyer really pays, and explains it.
///
/// Stateless and safe for any number of threads.
public final class QuoteEngine implements Quoting {

    private final Matcher matcher;

    public QuoteEngine(Matcher matcher) {
        this.matcher = matcher;
    }

    @Override
    public QuoteDecision quote(
            Request request, World world, PricingTerms terms, Utilisation utilisation) {
        requireCurrency(request.budget(), world.exchange().to());
        requireCurrency(request.co2PricePerKg(), world.exchange().to());
        requireCurrency(request.timePricePerHour(), world.exchange().to());
        var asking = new Asking(request, world, terms, utilisation);
        return decide(asking, new ScalingOf(asking).worthwhile(matcher.match(request, world)));
    }

    private static void requireCurrency(@Nullable Money amount, Currency buyers) {
        if (amount != null && !amount.currency().equals(buyers)) {
            throw new IllegalArgumentException("Expected %s, got %s.".formatted(buyers, amount));
        }
    }

    private static QuoteDecision decide(Asking asking, Match match) {
        if (match.candidates().isEmpty()) {
            return new QuoteDecision.NoCapacity(match.ruledOut());
        }
        var prices = new PriceOf(asking);
        List<Priced> all = new ArrayList<>(match.candidates().size());
        List<Candidate> unpriced = new ArrayList<>();
        for (Candidate candidate : match.candidates()) {
            prices.price(candidate).ifPresentOrElse(all::add, () -> unpriced.add(candidate));
        }
        if (!unpriced.isEmpty()) match = BeyondPrice.without(match, unpriced);
        if (all.isEmpty()) return new QuoteDecision.NoCapacity(match.ruledOut());
        Money budget = asking.request().budget();
        List<Priced> within = all;
        RuledOut ruledOut = match.ruledOut();
        if (budget != null) {
            within = all.stream().filter(each -> !each.most().exceeds(budget)).toList();
            if (within.size() < all.size()) {
                ruledOut = OverBudget.ruledOut(match, all, within, budget);
            }
            if (within.isEmpty()) {
                return new QuoteDecision.OverBudget(budget, cheapestOf(all), ruledOut);
            }
        }
        Bests bests = Bests.among(within);
        List<Priced> shown = new Shortlist(asking).shown(within, bests);
        var options = new OptionOf(asking);
        return new QuoteDecision.Quoted(
                shown.stream().map(each -> options.option(each, bests)).toList(),
                validUntil(asking, shown),
                ruledOut);
    }

    private static Money cheapestOf(List<Priced> all) {
        return all.stream().map(Priced::most).min(Comparator.naturalOrder()).orElseThrow();
    }

    /// Until the quote's life is over or the first offer in it ends.
    private static Instant validUntil(Asking asking, List<Priced> shown) {
        Instant until = asking.world().now().plus(asking.terms().quoteLife());
        for (Priced priced : shown) {
            for (Candidate.Leg leg : priced.candidate().legs()) {
                Instant end = leg.offer().validUntil();
                if (end != null && end.isBefore(until)) until = end;
            }
        }
        return until;
    }
}
