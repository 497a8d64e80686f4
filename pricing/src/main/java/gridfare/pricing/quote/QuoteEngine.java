package gridfare.pricing.quote;

import gridfare.pricing.market.Offer;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.DataSet;
import gridfare.pricing.match.Match;
import gridfare.pricing.match.Matcher;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.RuledOut;
import gridfare.pricing.match.Spread;
import gridfare.pricing.match.World;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.ChipId;
import gridfare.pricing.trust.Checkpoints;
import gridfare.pricing.trust.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
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
        return new Run(request, world, terms, utilisation).decide(matcher.match(request, world));
    }

    private static void requireCurrency(@Nullable Money amount, Currency buyers) {
        if (amount != null && !amount.currency().equals(buyers)) {
            throw new IllegalArgumentException("Expected %s, got %s.".formatted(buyers, amount));
        }
    }

    /// A candidate with all that ranks it. `total` is what the expected run costs, `most` what it
    /// costs if it runs to the agreed end.
    private record Priced(
            Candidate candidate,
            List<RateParts> parts,
            List<HourlyRate> rates,
            Money transfer,
            Money total,
            Money most,
            Footprint footprint,
            Duration age,
            boolean stale) {}

    /// One request being answered.
    private static final class Run {

        private final Request request;
        private final World world;
        private final PricingTerms terms;
        private final Utilisation utilisation;
        private final Currency currency;
        private final FootprintOf footprints;
        private final Map<ChipId, BasisPoints> surcharges = new HashMap<>();

        Run(Request request, World world, PricingTerms terms, Utilisation utilisation) {
            this.request = request;
            this.world = world;
            this.terms = terms;
            this.utilisation = utilisation;
            this.currency = world.exchange().to();
            this.footprints =
                    new FootprintOf(world.energy(), world.assumptions(), request.workloadKind());
        }

        QuoteDecision decide(Match match) {
            if (match.candidates().isEmpty()) {
                return new QuoteDecision.NoCapacity(match.ruledOut());
            }
            List<Priced> all = match.candidates().stream().map(this::price).toList();
            Money budget = request.budget();
            List<Priced> within = all;
            RuledOut ruledOut = match.ruledOut();
            if (budget != null) {
                within = all.stream().filter(each -> !each.most().exceeds(budget)).toList();
                if (within.size() < all.size()) {
                    ruledOut = overBudget(match, all, within, budget);
                }
                if (within.isEmpty()) {
                    return new QuoteDecision.OverBudget(budget, cheapestOf(all), ruledOut);
                }
            }
            List<Priced> shown = shown(within);
            Map<Option.Reason, Double> bests = bests(within);
            List<Option> options = shown.stream().map(each -> option(each, bests)).toList();
            return new QuoteDecision.Quoted(options, validUntil(shown), ruledOut);
        }

        private static Money cheapestOf(List<Priced> all) {
            return all.stream().map(Priced::most).min(Comparator.naturalOrder()).orElseThrow();
        }

        private Priced price(Candidate candidate) {
            List<RateParts> parts = new ArrayList<>(candidate.legs().size());
            List<HourlyRate> rates = new ArrayList<>(candidate.legs().size());
            Money compute = Money.zero(currency);
            Money most = Money.zero(currency);
            Duration age = Duration.ZERO;
            for (Candidate.Leg leg : candidate.legs()) {
                RateParts legParts = parts(leg.offer(), candidate);
                HourlyRate rate = legParts.rate();
                parts.add(legParts);
                rates.add(rate);
                compute =
                        compute.plus(
                                rate.estimateFor(leg.gpus() * candidate.time().expectedSeconds()));
                most = most.plus(rate.estimateFor(leg.gpus() * candidate.time().highSeconds()));
                Duration legAge = leg.offer().age(world.wallNow());
                if (legAge.compareTo(age) > 0) age = legAge;
            }
            Money transfer = transfer(candidate);
            return new Priced(
                    candidate,
                    List.copyOf(parts),
                    List.copyOf(rates),
                    transfer,
                    taxed(compute.plus(transfer)),
                    taxed(most.plus(transfer)),
                    footprints.of(candidate),
                    age,
                    age.compareTo(world.assumptions().freshness()) > 0);
        }

        private RateParts parts(Offer offer, Candidate candidate) {
            return RateParts.of(
                    offer.pricePerGpuHour(),
                    terms.brokerFee(),
                    terms.premium(request.tier()),
                    surcharges.computeIfAbsent(
                            candidate.chip().id(),
                            chip ->
                                    terms.surge()
                                            .surchargeAt(
                                                    utilisation.of(
                                                            request.tier(),
                                                            candidate.chip().chipClass()))),
                    terms.rebate(offer.provider()),
                    exchange(offer.pricePerInstanceHour().currency()));
        }

        private FxRate exchange(Currency from) {
            return world.exchange()
                    .from(from)
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "No rate from %s to %s.".formatted(from, currency)));
        }

        /// The data set goes to every site it is not at: each leg needs all of it.
        private Money transfer(Candidate candidate) {
            DataSet dataSet = request.dataSet();
            if (dataSet == null) return Money.zero(currency);
            long sites =
                    candidate.legs().stream()
                            .filter(leg -> !dataSet.isAt(leg.site().place().coordinates()))
                            .count();
            if (sites == 0) return Money.zero(currency);
            BigDecimal gb = BigDecimal.valueOf(dataSet.bytes()).movePointLeft(9);
            Money price = terms.transferPricePerGb();
            BigDecimal each =
                    price.amount().multiply(gb).multiply(exchange(price.currency()).rate());
            return Money.nearest(each, currency).times(sites);
        }

        private Money taxed(Money net) {
            return net.plus(terms.tax().rate().of(net));
        }

        /// Adds the offers that only the budget stops. Offers that are too small alone share the
        /// fate of their chip's virtual clusters.
        private RuledOut overBudget(
                Match match, List<Priced> all, List<Priced> within, Money budget) {
            Set<ChipId> shared = new HashSet<>();
            long single = 0;
            for (Priced priced : within) {
                if (priced.candidate().legs().size() > 1) {
                    shared.add(priced.candidate().chip().id());
                }
            }
            for (Priced priced : all) {
                boolean over = priced.most().exceeds(budget);
                if (over && priced.candidate().legs().size() == 1) single++;
            }
            int stopped = Math.toIntExact(single);
            for (Map.Entry<ChipId, Integer> sharers : match.sharers().entrySet()) {
                if (!shared.contains(sharers.getKey())) stopped += sharers.getValue();
            }
            RuledOut before = match.ruledOut();
            Map<Constraint, RuledOut.Count> counts = new EnumMap<>(Constraint.class);
            counts.putAll(before.counts());
            if (stopped > 0) {
                counts.put(Constraint.BUDGET, new RuledOut.Count(stopped, stopped));
            }
            List<RuledOut.Relaxation> relaxations = new ArrayList<>(before.relaxations());
            all.stream()
                    .map(Priced::most)
                    .filter(most -> most.exceeds(budget))
                    .min(Comparator.naturalOrder())
                    .ifPresent(most ->
                            relaxations.add(
                                    new RuledOut.Relaxation(
                                            Constraint.BUDGET, most.amount().doubleValue())));
            return new RuledOut(before.candidates(), counts, relaxations);
        }

        /// Until the quote's life is over or the first offer in it ends.
        private Instant validUntil(List<Priced> shown) {
            Instant until = world.now().plus(terms.quoteLife());
            for (Priced priced : shown) {
                for (Candidate.Leg leg : priced.candidate().legs()) {
                    Instant end = leg.offer().validUntil();
                    if (end != null && end.isBefore(until)) until = end;
                }
            }
            return until;
        }

        /// The best by the buyer's rank, in rank order; among them whatever is best in another
        /// respect, and in up to half of the places the best of each chip, so that there is a
        /// choice.
        private List<Priced> shown(List<Priced> within) {
            List<Priced> ranked = within.stream().sorted(rank(within)).toList();
            Map<Option.Reason, Double> bests = bests(within);
            Set<Priced> shown = Collections.newSetFromMap(new IdentityHashMap<>());
            shown.add(ranked.getFirst());
            for (Option.Reason reason : bests.keySet()) {
                ranked.stream()
                        .filter(each -> isBest(each, reason, bests))
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

        /// Fresh before stale, then what the buyer wants least of, then price; ties by finish,
        /// round trip, number of sites and ids, so that they always break the same way.
        private Comparator<Priced> rank(List<Priced> within) {
            ToDoubleFunction<Priced> objective =
                    switch (request.rankBy()) {
                        case PRICE -> priced -> 0;
                        case FINISH -> priced -> priced.candidate().finish().getEpochSecond();
                        case ENERGY -> priced -> unknownLast(priced.footprint().kwh());
                        case CARBON -> priced -> unknownLast(priced.footprint().co2Kg());
                    };
            return Comparator.comparing(Priced::stale)
                    .thenComparingDouble(objective)
                    .thenComparingDouble(worth(within))
                    .thenComparing(Priced::total)
                    .thenComparing(priced -> priced.candidate().finish())
                    .thenComparingDouble(priced -> priced.candidate().roundTripMs())
                    .thenComparingInt(priced -> priced.candidate().legs().size())
                    .thenComparing(priced -> priced.candidate().legs().getFirst().offer().id());
        }

        /// What an option costs the buyer with its CO2 counted at what that is worth to them. One
        /// whose CO2 is not known counts as the dirtiest that is.
        private ToDoubleFunction<Priced> worth(List<Priced> within) {
            Money perKg = request.co2PricePerKg();
            if (perKg == null || perKg.isZero()) return priced -> priced.total().micros();
            double dirtiest = 0;
            for (Priced priced : within) {
                Double kg = priced.footprint().co2Kg();
                if (kg != null) dirtiest = Math.max(dirtiest, kg);
            }
            double assumed = dirtiest;
            return priced -> {
                Double kg = priced.footprint().co2Kg();
                return priced.total().micros() + perKg.micros() * (kg == null ? assumed : kg);
            };
        }

        private static double unknownLast(@Nullable Double figure) {
            return figure == null ? Double.POSITIVE_INFINITY : figure;
        }

        private static double measure(Priced priced, Option.Reason reason) {
            return switch (reason) {
                case CHEAPEST -> priced.total().micros();
                case EARLIEST_FINISH -> priced.candidate().finish().getEpochSecond();
                case LEAST_ENERGY -> unknownLast(priced.footprint().kwh());
                case LEAST_CARBON -> unknownLast(priced.footprint().co2Kg());
                case NEAREST -> {
                    double ms = priced.candidate().roundTripMs();
                    yield Double.isNaN(ms) ? Double.POSITIVE_INFINITY : ms;
                }
                case STALE, CHECKPOINT_OVERHEAD -> Double.POSITIVE_INFINITY;
            };
        }

        /// The best figure in each respect in which any is known.
        private static Map<Option.Reason, Double> bests(List<Priced> ranked) {
            Map<Option.Reason, Double> bests = new EnumMap<>(Option.Reason.class);
            for (Option.Reason reason : Option.Reason.values()) {
                double best = Double.POSITIVE_INFINITY;
                for (Priced priced : ranked) best = Math.min(best, measure(priced, reason));
                if (best < Double.POSITIVE_INFINITY) bests.put(reason, best);
            }
            return bests;
        }

        private static boolean isBest(
                Priced priced, Option.Reason reason, Map<Option.Reason, Double> bests) {
            Double best = bests.get(reason);
            return best != null && measure(priced, reason) <= best;
        }

        private Option option(Priced priced, Map<Option.Reason, Double> bests) {
            Candidate candidate = priced.candidate();
            List<OptionLeg> legs = new ArrayList<>();
            for (int i = 0; i < candidate.legs().size(); i++) {
                legs.add(
                        leg(candidate.legs().get(i), priced.parts().get(i), priced.rates().get(i)));
            }
            Reliability reliability = reliability(candidate);
            int extra =
                    request.need() instanceof Need.Capacity(int gpus, Duration ignored)
                            ? candidate.gpus() - gpus
                            : 0;
            return new Option(
                    legs,
                    priced.total(),
                    lines(priced, extra),
                    priced.most(),
                    extra,
                    candidate.time(),
                    candidate.start(),
                    candidate.finish(),
                    candidate.latestFinish(),
                    isReserved(candidate),
                    candidate.transferSeconds(),
                    Double.isNaN(candidate.roundTripMs()) ? null : candidate.roundTripMs(),
                    priced.footprint(),
                    reliability,
                    priced.age(),
                    priced.stale(),
                    closest(priced),
                    reasons(priced, reliability, bests));
        }

        private OptionLeg leg(Candidate.Leg leg, RateParts parts, HourlyRate rate) {
            Offer offer = leg.offer();
            return new OptionLeg(
                    offer.id(),
                    offer.version(),
                    offer.pool(),
                    offer.site(),
                    offer.provider(),
                    offer.chip(),
                    offer.instanceType(),
                    offer.purchaseOption(),
                    offer.stock(),
                    leg.instances(),
                    leg.gpus(),
                    parts,
                    rate,
                    offer.age(world.wallNow()));
        }

        /// The parts of the total. Each but the first is rounded once on its own; compute is what
        /// they leave of rate × time, so that the lines add up to what is charged.
        private List<PriceLine> lines(Priced priced, int extraGpus) {
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
                add(
                        lines,
                        PriceLine.Kind.TIER_PREMIUM,
                        exchange.convert(parts.premium(), gpuSeconds));
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

        private static void add(
                Map<PriceLine.Kind, Money> lines, PriceLine.Kind kind, Money amount) {
            lines.merge(kind, amount, Money::plus);
        }

        /// Lines that stand even at 0, because their absence would be a question.
        private static boolean isShown(PriceLine.Kind kind) {
            return switch (kind) {
                case COMPUTE, BROKER_FEE, TAX -> true;
                case EXTRA_GPUS,
                        CHIP_DIFFERENCE,
                        ENERGY,
                        TIER_PREMIUM,
                        SURGE,
                        REBATE,
                        DATA_TRANSFER ->
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

        /// Capacity is claimed at acceptance where it starts at once; a later start waits for it
        /// unless the provider sells it reserved.
        private boolean isReserved(Candidate candidate) {
            if (!candidate.start().isAfter(world.now())) return true;
            return candidate.legs().stream()
                    .allMatch(leg -> leg.offer().purchaseOption() == PurchaseOption.RESERVED);
        }

        private Reliability reliability(Candidate candidate) {
            double failuresPerHour = 0;
            for (Candidate.Leg leg : candidate.legs()) {
                double perGpu = world.assumptions().mtbfGpuHours(leg.site().kind());
                failuresPerHour += 1 / Failure.mtbfHours(perGpu, leg.gpus());
            }
            double mtbfHours = 1 / failuresPerHour;
            double hours = candidate.time().expectedSeconds() / 3_600.0;
            return new Reliability(
                    mtbfHours,
                    Failure.probability(mtbfHours, hours),
                    Failure.expected(mtbfHours, hours),
                    checkpoints(candidate, mtbfHours));
        }

        private Reliability.@Nullable Checkpointing checkpoints(
                Candidate candidate, double mtbfHours) {
            Double bytes = request.checkpointBytes();
            if (bytes == null) return null;
            double mtbf = mtbfHours * 3_600;
            double write =
                    bytes / (candidate.gpus() * world.assumptions().checkpointBytesPerSecond());
            double interval = Checkpoints.dalyInterval(mtbf, write);
            double overhead =
                    Checkpoints.overhead(
                            mtbf, write, world.assumptions().restartSeconds(), interval);
            return new Reliability.Checkpointing(write, interval, overhead);
        }

        /// Which constraint has the least room left.
        private Option.@Nullable Closest closest(Priced priced) {
            Candidate candidate = priced.candidate();
            Map<Constraint, Double> used = new EnumMap<>(Constraint.class);
            if (request.memoryGibPerGpu() > 0) {
                used.put(
                        Constraint.MEMORY,
                        (double) request.memoryGibPerGpu() / candidate.chip().memoryGib());
            }
            Double bound = request.maxRoundTripMs();
            if (bound != null) {
                used.put(Constraint.ROUND_TRIP, candidate.roundTripMs() / bound);
            }
            Double least = request.minRenewableShare();
            Double share = priced.footprint().renewableShare();
            if (least != null && share != null && share > 0) {
                used.put(Constraint.RENEWABLE_SHARE, Math.min(1, least / share));
            }
            if (request.spread().kind() == Spread.Kind.NODE) {
                used.put(Constraint.NODE_SIZE, (double) request.need().gpus() / candidate.gpus());
            }
            long claimable =
                    candidate.legs().stream().mapToLong(leg -> leg.offer().claimableGpus()).sum();
            used.put(Constraint.CAPACITY, (double) candidate.gpus() / claimable);
            if (request.need() instanceof Need.Work work) {
                double left =
                        Duration.between(
                                        world.now().truncatedTo(ChronoUnit.SECONDS),
                                        work.deadline())
                                .toSeconds();
                double taken =
                        Duration.between(
                                        world.now().truncatedTo(ChronoUnit.SECONDS),
                                        candidate.latestFinish())
                                .toSeconds();
                used.put(Constraint.DEADLINE, taken / left);
            }
            Money budget = request.budget();
            if (budget != null) {
                used.put(Constraint.BUDGET, (double) priced.most().micros() / budget.micros());
            }
            return used.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(most -> new Option.Closest(most.getKey(), most.getValue()))
                    .orElse(null);
        }

        private static List<Option.Reason> reasons(
                Priced priced, Reliability reliability, Map<Option.Reason, Double> bests) {
            List<Option.Reason> reasons = new ArrayList<>();
            for (Option.Reason reason : bests.keySet()) {
                if (isBest(priced, reason, bests)) reasons.add(reason);
            }
            if (priced.stale()) reasons.add(Option.Reason.STALE);
            var checkpoints = reliability.checkpoints();
            if (checkpoints != null && checkpoints.isTooMuch()) {
                reasons.add(Option.Reason.CHECKPOINT_OVERHEAD);
            }
            return reasons;
        }
    }
}
