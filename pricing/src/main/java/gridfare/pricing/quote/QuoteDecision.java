package gridfare.pricing.quote;

import gridfare.pricing.match.RuledOut;
import gridfare.pricing.money.Money;
import java.time.Instant;
import java.util.List;

/// The market's answer to a request. A refusal is an answer, so it is returned and never thrown.
public sealed interface QuoteDecision {

    /// Why offers were ruled out; every answer says so.
    RuledOut ruledOut();

    /// Ways to serve it, best first, never empty; their rates hold until `validUntil`.
    record Quoted(List<Option> options, Instant validUntil, RuledOut ruledOut)
            implements QuoteDecision {
        public Quoted {
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("Nothing to choose from: say why instead.");
            }
        }
    }

    /// Nothing on the market can carry it at any price; `ruledOut` says why, by constraint.
    record NoCapacity(RuledOut ruledOut) implements QuoteDecision {}

    /// Offers fit, but even the `cheapest` costs more than the buyer's `budget`.
    record OverBudget(Money budget, Money cheapest, RuledOut ruledOut) implements QuoteDecision {
        public OverBudget {
            if (!cheapest.exceeds(budget)) {
                throw new IllegalArgumentException("%s is within %s.".formatted(cheapest, budget));
            }
        }
    }
}
