package gridfare.pricing.rating;

import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.util.List;

/// A price that depends on how much is bought.
public sealed interface SteppedPrice {

    /// What `quantity` whole units cost, rounded once.
    LedgerAmount priceOf(long quantity);

    /// Sold in whole blocks: one begun is paid for.
    ///
    /// @param size units in a block
    record Blocks(Money perBlock, long size) implements SteppedPrice {
        public Blocks {
            if (size < 1) throw new IllegalArgumentException("A block of %d.".formatted(size));
        }

        @Override
        public LedgerAmount priceOf(long quantity) {
            requireNotNegative(quantity);
            return perBlock.times(Math.ceilDiv(quantity, size)).toLedger();
        }
    }

    /// Each unit at the price of the step it falls into.
    ///
    /// @param steps in rising order; what lies beyond the last costs `beyond`
    record Graduated(List<Step> steps, Money beyond) implements SteppedPrice {
        public Graduated {
            steps = List.copyOf(steps);
            long before = 0;
            for (Step step : steps) {
                if (step.upTo() <= before) {
                    throw new IllegalArgumentException(
                            "A step to %d after %d.".formatted(step.upTo(), before));
                }
                before = step.upTo();
            }
        }

        @Override
        public LedgerAmount priceOf(long quantity) {
            requireNotNegative(quantity);
            Money total = Money.zero(beyond.currency());
            long before = 0;
            for (Step step : steps) {
                long inStep = Math.max(0, Math.min(quantity, step.upTo()) - before);
                total = total.plus(step.perUnit().times(inStep));
                before = step.upTo();
            }
            return total.plus(beyond.times(Math.max(0, quantity - before))).toLedger();
        }
    }

    /// @param upTo the last unit that has this price
    record Step(long upTo, Money perUnit) {}

    private static void requireNotNegative(long quantity) {
        if (quantity < 0) throw new IllegalArgumentException("%d units.".formatted(quantity));
    }
}
