package gridfare.web.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.quote.OptionId;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.QuoteId;
import gridfare.domain.quote.QuotedOption;
import gridfare.pricing.energy.BestStart;
import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.Stock;
import gridfare.pricing.match.RuledOut;
import gridfare.pricing.money.Money;
import gridfare.pricing.quote.ChipBasis;
import gridfare.pricing.quote.Deferral;
import gridfare.pricing.quote.Option;
import gridfare.pricing.quote.OptionLeg;
import gridfare.pricing.quote.PriceLine;
import gridfare.pricing.quote.QuoteDecision.NoCapacity;
import gridfare.pricing.quote.QuoteDecision.OverBudget;
import gridfare.pricing.quote.QuoteDecision.Quoted;
import gridfare.pricing.quote.RateParts;
import gridfare.pricing.quote.Reliability;
import gridfare.pricing.quote.Scaling;
import gridfare.web.market.Market;
import gridfare.web.market.ProviderReply;
import gridfare.web.market.SiteReply;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A quote as JSON. Figures that nobody knows are null, never 0.
@JsonInclude(JsonInclude.Include.ALWAYS)
record QuoteReply(
        QuoteId id,
        String state,
        Instant askedAt,
        Instant expiresAt,
        String currency,
        String decision,
        @Nullable Money cheapest,
        List<OptionReply> options,
        int candidates,
        int kept,
        List<RuledOutReply> ruledOut) {

    record OptionReply(
            OptionId id,
            int rank,
            List<LegReply> legs,
            Money rate,
            List<LineReply> lines,
            Money total,
            Money totalAtMost,
            int gpus,
            int extraGpus,
            Instant start,
            Instant finish,
            Instant agreedEnd,
            boolean capacityReserved,
            BigDecimal effectiveHours,
            BigDecimal effectiveHoursLow,
            BigDecimal effectiveHoursHigh,
            @Nullable BigDecimal roundTripMs,
            @Nullable BigDecimal energyKwh,
            @Nullable BigDecimal co2Kg,
            @Nullable BigDecimal renewableShare,
            boolean energyEstimated,
            BigDecimal failureProbability,
            BigDecimal expectedFailures,
            BigDecimal mtbfHours,
            @Nullable SparesReply spares,
            @Nullable Long checkpointIntervalS,
            @Nullable BigDecimal checkpointOverhead,
            @Nullable BigDecimal checkpointOverheadHours,
            @Nullable Money checkpointOverheadCost,
            boolean doNotRun,
            @Nullable InterruptionReply interruption,
            @Nullable Money expectedLoss,
            @Nullable ChipBasisReply chipBasis,
            @Nullable ScalingReply scaling,
            @Nullable DeferralReply deferral,
            @Nullable String closestConstraint,
            List<String> reasons,
            long ageS,
            boolean stale) {}

    record LegReply(
            ProviderReply provider,
            SiteReply site,
            OfferId offer,
            String chip,
            String instanceType,
            String purchaseOption,
            int instances,
            int gpus,
            boolean atLeast,
            Money rate,
            RatePartsReply rateParts,
            long ageS) {}

    /// In the provider's currency, a GPU-hour.
    record RatePartsReply(
            Money provider,
            Money fee,
            Money premium,
            Money surge,
            Money energy,
            Money rebate,
            BigDecimal exchangeRate) {}

    /// So many GPUs more keep enough of them up with the target probability.
    record SparesReply(BigDecimal target, int gpus) {}

    /// @param extraShare of the run that is computed again, on average
    record InterruptionReply(BigDecimal perHour, BigDecimal expected, BigDecimal extraShare) {}

    /// Relative to an A100 SXM 80 GB.
    record ChipBasisReply(
            BigDecimal relative,
            BigDecimal low,
            BigDecimal high,
            String confidence,
            String basis,
            boolean foreignStack,
            BigDecimal portabilityLoss) {}

    record ScalingReply(
            String exchange,
            int sites,
            BigDecimal linkBitsPerSecond,
            BigDecimal compression,
            BigDecimal hiddenShare,
            BigDecimal wireSecondsPerStep,
            BigDecimal efficiency) {}

    /// The best start by the site's tariff and by its carbon, against the option's own start.
    record DeferralReply(
            @Nullable BestReply price,
            @Nullable BestReply carbon,
            @Nullable BestReply pausingPrice,
            @Nullable BestReply pausingCarbon) {}

    /// @param baseline the mean from the option's own start on
    record BestReply(
            List<SlotReply> slots, BigDecimal mean, BigDecimal baseline, BigDecimal saving) {}

    record SlotReply(Instant start, Instant end) {}

    record LineReply(String kind, Money amount) {}

    record RuledOutReply(
            String constraint, int offers, int byThisAlone, @Nullable BigDecimal relaxation) {}

    static QuoteReply of(Quote quote, Currency currency, Instant now, Market market) {
        Words words = new Words(market);
        RuledOut ruledOut = quote.decision().ruledOut();
        List<OptionReply> options = new ArrayList<>();
        Money cheapest = null;
        String decision =
                switch (quote.decision()) {
                    case Quoted quoted -> {
                        quote.options().forEach(named -> options.add(words.option(named)));
                        yield "QUOTED";
                    }
                    case NoCapacity none -> "NO_CAPACITY";
                    case OverBudget over -> {
                        cheapest = over.cheapest();
                        yield "OVER_BUDGET";
                    }
                };
        return new QuoteReply(
                quote.id(),
                quote.stateAt(now).name(),
                quote.askedAt(),
                quote.validUntil(),
                currency.getCurrencyCode(),
                decision,
                cheapest,
                options,
                ruledOut.candidates(),
                ruledOut.kept(),
                ruledOut(ruledOut));
    }

    static List<RuledOutReply> ruledOut(RuledOut ruledOut) {
        return ruledOut.counts().entrySet().stream()
                .map(entry -> {
                    Optional<RuledOut.Relaxation> relaxation =
                            ruledOut.relaxations().stream()
                                    .filter(r -> r.constraint() == entry.getKey())
                                    .findFirst();
                    return new RuledOutReply(
                            entry.getKey().name(),
                            entry.getValue().first(),
                            entry.getValue().alone(),
                            relaxation.map(r -> figure(r.limit(), 3)).orElse(null));
                })
                .toList();
    }

    private record Words(Market market) {

        OptionReply option(QuotedOption named) {
            Option option = named.option();
            var checkpoints = option.reliability().checkpoints();
            return new OptionReply(
                    named.id(),
                    named.rank(),
                    option.legs().stream().map(this::leg).toList(),
                    option.legs().getFirst().rate().perHour(),
                    option.lines().stream().map(Words::line).toList(),
                    option.total(),
                    option.totalAtMost(),
                    option.gpus(),
                    option.extraGpus(),
                    option.start(),
                    option.finish(),
                    option.agreedEnd(),
                    option.capacityReserved(),
                    hours(option.time().expectedSeconds()),
                    hours(option.time().lowSeconds()),
                    hours(option.time().highSeconds()),
                    known(option.roundTripMs(), 1),
                    known(option.footprint().kwh(), 3),
                    known(option.footprint().co2Kg(), 3),
                    known(option.footprint().renewableShare(), 4),
                    option.footprint().estimated(),
                    figure(option.reliability().failureProbability(), 6),
                    figure(option.reliability().expectedFailures(), 6),
                    figure(option.reliability().mtbfHours(), 2),
                    spares(option.reliability().spares()),
                    checkpoints == null ? null : Math.round(checkpoints.intervalSeconds()),
                    checkpoints == null ? null : figure(checkpoints.overhead(), 4),
                    checkpoints == null ? null : figure(checkpoints.overheadHours(), 4),
                    checkpoints == null ? null : checkpoints.overheadCost(),
                    checkpoints != null && checkpoints.isTooMuch(),
                    interruption(option.reliability().interruption()),
                    option.expectedLoss(),
                    basis(option.chipBasis()),
                    scaling(option.scaling()),
                    deferral(option.deferral()),
                    option.closest() == null ? null : option.closest().constraint().name(),
                    option.reasons().stream().map(Enum::name).toList(),
                    option.age().toSeconds(),
                    option.stale());
        }

        private LegReply leg(OptionLeg leg) {
            return new LegReply(
                    market.provider(leg.provider()),
                    market.site(leg.site()),
                    leg.offer(),
                    leg.chip().value(),
                    leg.instanceType(),
                    leg.purchaseOption().name(),
                    leg.instances(),
                    leg.gpus(),
                    leg.stock() == Stock.STATUS,
                    leg.rate().perHour(),
                    parts(leg.parts()),
                    leg.age().toSeconds());
        }

        private static @Nullable SparesReply spares(Reliability.@Nullable Spares spares) {
            return spares == null
                    ? null
                    : new SparesReply(figure(spares.target(), 4), spares.gpus());
        }

        private static @Nullable InterruptionReply interruption(
                Reliability.@Nullable Interruption each) {
            return each == null
                    ? null
                    : new InterruptionReply(
                            figure(each.perHour(), 6),
                            figure(each.expected(), 4),
                            figure(each.extraShare(), 4));
        }

        private static @Nullable ChipBasisReply basis(@Nullable ChipBasis basis) {
            return basis == null
                    ? null
                    : new ChipBasisReply(
                            figure(basis.throughput().value(), 3),
                            figure(basis.throughput().low(), 3),
                            figure(basis.throughput().high(), 3),
                            basis.throughput().confidence().name(),
                            basis.throughput().basis(),
                            basis.foreignStack(),
                            figure(basis.portabilityLoss(), 3));
        }

        private static @Nullable ScalingReply scaling(@Nullable Scaling scaling) {
            return scaling == null
                    ? null
                    : new ScalingReply(
                            scaling.exchange().name(),
                            scaling.sites(),
                            figure(scaling.linkBitsPerSecond(), 0),
                            figure(scaling.compression(), 2),
                            figure(scaling.hiddenShare(), 2),
                            figure(scaling.wireSeconds(), 3),
                            figure(scaling.efficiency(), 4));
        }

        private static @Nullable DeferralReply deferral(@Nullable Deferral deferral) {
            return deferral == null
                    ? null
                    : new DeferralReply(
                            best(deferral.price()),
                            best(deferral.carbon()),
                            best(deferral.pausingPrice()),
                            best(deferral.pausingCarbon()));
        }

        private static @Nullable BestReply best(BestStart.@Nullable Best best) {
            return best == null
                    ? null
                    : new BestReply(
                            best.slots().stream()
                                    .map(slot -> new SlotReply(slot.start(), slot.end()))
                                    .toList(),
                            figure(best.mean(), 4),
                            figure(best.baseline(), 4),
                            figure(best.saving(), 4));
        }

        private static RatePartsReply parts(RateParts parts) {
            return new RatePartsReply(
                    parts.providerPrice(),
                    parts.fee(),
                    parts.premium(),
                    parts.surge(),
                    parts.energy(),
                    parts.rebate(),
                    parts.exchange().rate());
        }

        private static LineReply line(PriceLine line) {
            return new LineReply(line.kind().name(), line.amount());
        }
    }

    private static BigDecimal hours(long seconds) {
        return BigDecimal.valueOf(seconds)
                .divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_UP);
    }

    static @Nullable BigDecimal known(@Nullable Double value, int digits) {
        return value == null ? null : figure(value, digits);
    }

    static BigDecimal figure(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
