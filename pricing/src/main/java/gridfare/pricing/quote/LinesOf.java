package gridfare.pricing.quote;

import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.Request;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.Money;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The lines of a priced candidate.
final class LinesOf {

    private final Request request;
    private final Currency currency;

    LinesOf(Asking asking) {
        this.request = asking.request();
        this.currency = asking.currency();
    }

    /// The parts of the total. Each but the first is rounded once on its own; compute is what they
    /// leave of rate × time, so that the lines add up to what is charged.
    List<PriceLine> lines(Priced priced, int extraGpus) {
        Candidate candidate = priced.candidate();
        long seconds = candidate.time().expectedSeconds();
        Map<PriceLine.Kind, Money> lines = new EnumMap<>(PriceLine.Kind.class);
        Money charged = Money.zero(currency);
        int extra = extraGpus;
        for (int i = candidate.legs().size() - 1; i >= 0; i--) {
            Candidate.Leg leg = candidate.legs().get(i);
            RateParts parts = priced.parts().get(i);
            FxRate exchange = parts.exchange();
            long gpuSeconds = leg.gpus() * seconds;
            charged = charged.plus(priced.rates().get(i).estimateFor(gpuSeconds));
            add(lines, PriceLine.Kind.ENERGY, exchange.convert(parts.energy(), gpuSeconds));
            add(lines, PriceLine.Kind.TIER_PREMIUM, exchange.convert(parts.premium(), gpuSeconds));
            add(lines, PriceLine.Kind.SURGE, exchange.convert(parts.surge(), gpuSeconds));
            add(lines, PriceLine.Kind.BROKER_FEE, exchange.convert(parts.fee(), gpuSeconds));
            add(
                    lines,
                    PriceLine.Kind.REBATE,
                    exchange.convert(parts.rebate(), gpuSeconds).negated());
            int extraHere = Math.min(extra, leg.gpus()); // unasked GPUs are the dearest ones
            extra -= extraHere;
            add(
                    lines,
                    PriceLine.Kind.EXTRA_GPUS,
                    exchange.convert(parts.providerPrice(), extraHere * seconds));
        }
        Money compute = charged;
        for (Money part : lines.values()) compute = compute.minus(part);
        if (request.need() instanceof Need.Work work) {
            Money reference = referenceCost(priced, work);
            lines.put(PriceLine.Kind.CHIP_DIFFERENCE, compute.minus(reference));
            compute = reference;
        }
        lines.put(PriceLine.Kind.COMPUTE, compute);
        lines.put(PriceLine.Kind.DATA_TRANSFER, priced.transfer());
        lines.put(PriceLine.Kind.TAX, priced.total().minus(charged.plus(priced.transfer())));
        return lines.entrySet().stream()
                .filter(line -> isShown(line.getKey()) || !line.getValue().isZero())
                .map(line -> new PriceLine(line.getKey(), line.getValue()))
                .toList();
    }

    private static void add(Map<PriceLine.Kind, Money> lines, PriceLine.Kind kind, Money amount) {
        lines.merge(kind, amount, Money::plus);
    }

    /// Lines that stand even at 0, because their absence would be a question.
    private static boolean isShown(PriceLine.Kind kind) {
        return switch (kind) {
            case COMPUTE, BROKER_FEE, TAX -> true;
            case EXTRA_GPUS, CHIP_DIFFERENCE, ENERGY, TIER_PREMIUM, SURGE, REBATE, DATA_TRANSFER ->
                    false;
        };
    }

    /// The work's own reference GPU-hours at the provider's price.
    private Money referenceCost(Priced priced, Need.Work work) {
        RateParts parts = priced.parts().getFirst();
        return Money.nearest(
                parts.providerPrice()
                        .amount()
                        .multiply(parts.exchange().rate())
                        .multiply(work.referenceGpuHours()),
                currency);
    }
}
