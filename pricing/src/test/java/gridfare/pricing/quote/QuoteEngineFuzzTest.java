package gridfare.pricing.quote;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.market.MarketSnapshot;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.ExhaustiveMatcher;
import gridfare.pricing.match.IndexedMatcher;
import gridfare.pricing.match.Markets;
import gridfare.pricing.match.Match;
import gridfare.pricing.match.Need;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.RankBy;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.RuledOut;
import gridfare.pricing.match.Spread;
import gridfare.pricing.match.World;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.Money;
import gridfare.pricing.resource.Chip;
import gridfare.pricing.resource.SoftwareStack;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What must hold of every quote on any market. The seed is in the test's name: after a failure,
/// add it to `PAST_FAILURES` before the repair.
class QuoteEngineFuzzTest {

    private static final long[] PAST_FAILURES = {};

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void holds(long seed) {
        var random = new SplittableRandom(seed);
        Currency currency = random.nextBoolean() ? Markets.USD : Markets.CNY;
        World world = Markets.world(Markets.random(random, 1 + random.nextInt(60)), currency);
        Request request = Markets.request(random, currency);
        PricingTerms terms = terms(random, world);
        Utilisation utilisation = utilisation(random, request.tier(), world);
        var engine = new QuoteEngine(new IndexedMatcher());

        Match match = new ExhaustiveMatcher().match(request, world);
        QuoteDecision decision = engine.quote(request, world, terms, utilisation);

        assertThat(engine.quote(request, shuffled(world, seed), terms, utilisation))
                .as("the same market in another order gives the same answer")
                .isEqualTo(decision);
        everyOfferIsCountedOnce(decision.ruledOut(), world);
        theCountIsWhatTheCheckerSays(match, request, world);
        for (Candidate candidate : match.candidates()) {
            fits(candidate, request, world);
        }
        clustersAreTheCheapest(match, request, world);
        switch (decision) {
            case QuoteDecision.Quoted quoted -> holds(quoted, request, world, terms);
            case QuoteDecision.NoCapacity(RuledOut ruledOut) -> {
                assertThat(match.candidates()).allMatch(each -> each.legs().size() > 1);
                assertThat(match.candidates().isEmpty() || !ruledOut.slowClusters().isEmpty())
                        .isTrue();
                assertThat(ruledOut.kept()).isZero();
            }
            case QuoteDecision.OverBudget over -> {
                assertThat(match.candidates()).isNotEmpty();
                assertThat(over.ruledOut().kept()).isZero();
                assertThat(over.ruledOut().counts()).containsKey(Constraint.BUDGET);
            }
        }
    }

    private static void holds(
            QuoteDecision.Quoted quoted, Request request, World world, PricingTerms terms) {
        assertThat(quoted.ruledOut().kept()).isPositive();
        assertThat(quoted.options()).hasSizeLessThanOrEqualTo(terms.mostOptions());
        assertThat(quoted.validUntil()).isAfter(world.now());
        assertThat(quoted.validUntil()).isBeforeOrEqualTo(world.now().plus(terms.quoteLife()));
        for (Option option : quoted.options()) {
            addsUp(option, request, terms, world);
            if (request.budget() != null) {
                assertThat(option.totalAtMost().exceeds(request.budget())).isFalse();
            }
        }
        isRanked(quoted.options(), request);
    }

    /// The money, worked out again from the legs.
    private static void addsUp(Option option, Request request, PricingTerms terms, World world) {
        Money sum = Money.zero(option.total().currency());
        Money tax = sum;
        for (PriceLine line : option.lines()) {
            sum = sum.plus(line.amount());
            if (line.kind() == PriceLine.Kind.TAX) tax = tax.plus(line.amount());
        }
        assertThat(sum).isEqualTo(option.total());
        Money charged = Money.zero(sum.currency());
        for (OptionLeg leg : option.legs()) {
            charged =
                    charged.plus(
                            leg.rate().estimateFor(leg.gpus() * option.time().expectedSeconds()));
            Offer offer = world.market().find(leg.offer()).orElseThrow();
            BigDecimal p =
                    offer.pricePerInstanceHour()
                            .amount()
                            .divide(
                                    BigDecimal.valueOf(offer.gpusPerInstance()),
                                    6,
                                    java.math.RoundingMode.HALF_UP);
            assertThat(leg.parts().providerPrice().amount()).isEqualByComparingTo(p);
            BigDecimal shares =
                    BigDecimal.ONE
                            .add(terms.brokerFee().share())
                            .add(terms.premium(request.tier()).share())
                            .subtract(terms.rebate(offer.provider()).share());
            BigDecimal least =
                    p.multiply(shares)
                            .multiply(leg.parts().exchange().rate())
                            .subtract(new BigDecimal("0.00002"));
            assertThat(leg.rate().perHour().amount()).isGreaterThanOrEqualTo(least);
        }
        Money net = option.total().minus(tax);
        for (PriceLine line : option.lines()) {
            if (line.kind() == PriceLine.Kind.DATA_TRANSFER) net = net.minus(line.amount());
        }
        assertThat(net).as("rate × time").isEqualTo(charged);
        if (request.need() instanceof Need.Capacity(int gpus, Duration ignored)) {
            assertThat(option.extraGpus()).isEqualTo(option.gpus() - gpus);
            assertThat(
                            option.lines().stream()
                                    .anyMatch(line -> line.kind() == PriceLine.Kind.EXTRA_GPUS))
                    .isEqualTo(option.extraGpus() > 0);
        }
    }

    private static void isRanked(List<Option> options, Request request) {
        for (int i = 1; i < options.size(); i++) {
            Option before = options.get(i - 1);
            Option after = options.get(i);
            assertThat(after.stale() || !before.stale()).as("fresh before stale").isTrue();
            boolean comparable =
                    before.stale() == after.stale()
                            && request.rankBy() == RankBy.PRICE
                            && request.co2PricePerKg() == null
                            && request.timePricePerHour() == null;
            if (comparable) assertThat(expected(before).exceeds(expected(after))).isFalse();
        }
    }

    /// Spot sinks by what its interruptions cost on average.
    private static Money expected(Option option) {
        Money loss = option.expectedLoss();
        boolean spot =
                option.legs().stream().anyMatch(leg -> leg.purchaseOption() == PurchaseOption.SPOT);
        assertThat(loss != null).isEqualTo(spot);
        return loss == null ? option.total() : option.total().plus(loss);
    }

    private static void everyOfferIsCountedOnce(RuledOut ruledOut, World world) {
        assertThat(ruledOut.candidates()).isEqualTo(world.market().offers().size());
        assertThat(ruledOut.kept() + ruledOut.total()).isEqualTo(ruledOut.candidates());
        assertThat(ruledOut.kept()).isNotNegative();
        ruledOut.counts()
                .forEach((constraint, count) -> {
                    assertThat(count.first()).isPositive();
                    assertThat(count.alone()).isBetween(0, count.first());
                });
    }

    /// Offers that carry a request alone, counted without the matcher.
    private static void theCountIsWhatTheCheckerSays(Match match, Request request, World world) {
        Set<OfferId> alone = new HashSet<>();
        for (Candidate candidate : match.candidates()) {
            if (candidate.legs().size() == 1) {
                assertThat(alone.add(candidate.legs().getFirst().offer().id())).isTrue();
            }
        }
        int expected = 0;
        for (Offer offer : world.market().offers()) {
            boolean carries = passes(offer, request, world) && carriesAlone(offer, request, world);
            assertThat(alone.contains(offer.id())).as("%s", offer).isEqualTo(carries);
            if (carries) expected++;
        }
        int sharers = match.sharers().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(match.ruledOut().kept()).isEqualTo(expected + sharers);
    }

    private static void fits(Candidate candidate, Request request, World world) {
        Set<SiteId> sites = new HashSet<>();
        for (Candidate.Leg leg : candidate.legs()) {
            assertThat(passes(leg.offer(), request, world)).as("%s", leg.offer()).isTrue();
            assertThat(leg.instances()).isBetween(1, leg.offer().claimableInstances());
            assertThat(sites.add(leg.site().id())).as("one leg a site").isTrue();
            assertThat(leg.offer().chip()).isEqualTo(candidate.chip().id());
        }
        assertThat(sites.size()).isLessThanOrEqualTo(request.spread().maxSites());
        assertThat(candidate.gpus()).isGreaterThanOrEqualTo(request.need().gpus());
        if (request.spread().kind() == Spread.Kind.NODE) {
            assertThat(candidate.legs().getFirst().instances()).isEqualTo(1);
        }
        assertThat(candidate.start()).isAfterOrEqualTo(world.now().minusSeconds(1));
        if (request.earliestStart() != null) {
            assertThat(candidate.start()).isAfterOrEqualTo(request.earliestStart());
        }
        if (request.latestStart() != null) {
            assertThat(candidate.start()).isBeforeOrEqualTo(request.latestStart());
        }
        switch (request.need()) {
            case Need.Capacity(int ignored, Duration duration) ->
                    assertThat(candidate.finish()).isEqualTo(candidate.start().plus(duration));
            case Need.Work work ->
                    assertThat(candidate.latestFinish()).isBeforeOrEqualTo(work.deadline());
        }
        if (request.minRenewableShare() != null) {
            for (Candidate.Leg leg : candidate.legs()) {
                double share =
                        world.energy()
                                .renewableShare(
                                        leg.site().gridZone(),
                                        candidate.start(),
                                        candidate.finish())
                                .orElse(-1);
                assertThat(share).isGreaterThanOrEqualTo(request.minRenewableShare());
            }
        }
    }

    /// The constraints that do not depend on how many instances are taken, written a second time.
    private static boolean passes(Offer offer, Request request, World world) {
        Site site = world.market().siteOf(offer);
        Chip chip = world.chips().find(offer.chip()).orElse(null);
        if (chip == null) return false;
        if (!request.chips().isEmpty() && !request.chips().contains(chip.id())) return false;
        boolean runs =
                request.stacks().writtenFor().contains(chip.stack())
                        || request.stacks().portedTo().contains(chip.stack());
        if (!runs || chip.memoryGib() < request.memoryGibPerGpu()) return false;
        if (request.numberFormat() != null) {
            boolean computed =
                    switch (request.numberFormat()) {
                        case FP16, BF16 -> true;
                        case INT8 -> chip.stack() == SoftwareStack.CUDA;
                        case FP8 -> false;
                    };
            if (!computed) return false;
        }
        boolean promised =
                request.tier() == QosTier.REALTIME || request.tier() == QosTier.GUARANTEED;
        if (promised && offer.purchaseOption() == PurchaseOption.SPOT) return false;
        if (request.deniedProviders().contains(offer.provider())) return false;
        if (!request.allowedProviders().isEmpty()
                && !request.allowedProviders().contains(offer.provider())) {
            return false;
        }
        if (!request.interconnects().isEmpty()
                && !request.interconnects().contains(offer.interconnect())) {
            return false;
        }
        if (offer.validUntil() != null && !offer.validUntil().isAfter(world.now())) return false;
        String subdivision = site.place().subdivision();
        if (!request.jurisdictions().isEmpty()
                && request.jurisdictions().stream()
                        .noneMatch(where -> subdivision.startsWith(where.code()))) {
            return false;
        }
        if (request.near() != null) {
            double km = request.near().distanceKmTo(site.place().coordinates());
            double ms = km * 2 * 1.4 / 200 + site.overheadMs();
            if (request.maxRoundTripMs() != null && ms > request.maxRoundTripMs() + 1e-9) {
                return false;
            }
            if (request.maxRoundTripMs() == null
                    && request.tier() == QosTier.REALTIME
                    && (site.kind() != SiteKind.EDGE || km > 50)) {
                return false;
            }
        }
        if (request.minRenewableShare() != null) {
            // All series of the test market are constant over time.
            double share =
                    world.energy()
                            .renewableShare(
                                    site.gridZone(), world.now(), world.now().plusSeconds(1))
                            .orElse(-1);
            if (share < request.minRenewableShare()) return false;
        }
        return request.latestStart() == null
                || !start(site, request, world).isAfter(request.latestStart());
    }

    private static boolean carriesAlone(Offer offer, Request request, World world) {
        int most =
                request.spread().kind() == Spread.Kind.NODE
                        ? Math.min(1, offer.claimableInstances())
                        : offer.claimableInstances();
        int gpus = most * offer.gpusPerInstance();
        if (gpus < request.need().gpus()) return false;
        return switch (request.need()) {
            case Need.Capacity ignored -> true;
            case Need.Work work -> {
                var figure = world.chips().throughput(offer.chip(), request.workloadKind());
                if (figure.isEmpty()) yield false;
                Chip chip = world.chips().find(offer.chip()).orElseThrow();
                double loss = request.stacks().writtenFor().contains(chip.stack()) ? 0 : 0.15;
                double seconds =
                        Math.ceil(
                                work.referenceGpuHours().doubleValue()
                                        * 3_600
                                        / gpus
                                        / (figure.get().low() * (1 - loss)));
                Instant start = start(world.market().siteOf(offer), request, world);
                yield !start.plusSeconds((long) seconds).isAfter(work.deadline());
            }
        };
    }

    private static Instant start(Site site, Request request, World world) {
        Instant start = Instant.ofEpochSecond(world.now().getEpochSecond());
        Instant asked = request.earliestStart();
        if (asked != null && asked.isAfter(start)) {
            start = Instant.ofEpochSecond(asked.plusNanos(999_999_999).getEpochSecond());
        }
        if (request.dataSet() == null
                || request.dataSet().at().distanceKmTo(site.place().coordinates()) < 1) {
            return start;
        }
        double bits = request.dataSet().gib() * 1_073_741_824.0 * 8;
        return start.plusSeconds(
                (long) Math.ceil(bits / (site.kind() == SiteKind.CORE ? 10e9 : 1e9)));
    }

    /// No choice of whole instances over as many sites is cheaper: tried one by one.
    private static void clustersAreTheCheapest(Match match, Request request, World world) {
        if (request.spread().maxSites() < 2
                || !(request.need() instanceof Need.Capacity(int gpus, Duration ignored))) {
            return;
        }
        for (Candidate cluster : match.candidates()) {
            if (cluster.legs().size() < 2) continue;
            List<Offer> usable =
                    world.market().offers().stream()
                            .filter(offer -> offer.chip().equals(cluster.chip().id()))
                            .filter(offer -> passes(offer, request, world))
                            .toList();
            long cost = 0;
            for (Candidate.Leg leg : cluster.legs()) {
                cost += leg.gpus() * leg.offer().usdMicrosPerGpuHour();
            }
            assertThat(cost)
                    .isEqualTo(cheapest(usable, 0, gpus, cluster.legs().size(), new HashMap<>()));
        }
    }

    /// A set that could do without one of its legs is no cluster of so many sites.
    private static long cheapest(
            List<Offer> offers, int from, int gpus, int sites, Map<SiteId, Integer> held) {
        if (sites == 0) {
            int total = held.values().stream().mapToInt(Integer::intValue).sum();
            int smallest = Collections.min(held.values());
            return total >= gpus && total - smallest < gpus ? 0 : Long.MAX_VALUE;
        }
        long best = Long.MAX_VALUE;
        for (int i = from; i < offers.size(); i++) {
            Offer offer = offers.get(i);
            if (held.containsKey(offer.site())) continue;
            for (int instances = 1; instances <= offer.claimableInstances(); instances++) {
                int here = instances * offer.gpusPerInstance();
                held.put(offer.site(), here);
                long rest = cheapest(offers, i + 1, gpus, sites - 1, held);
                if (rest < Long.MAX_VALUE) {
                    best = Math.min(best, rest + here * offer.usdMicrosPerGpuHour());
                }
            }
            held.remove(offer.site());
        }
        return best;
    }

    private static World shuffled(World world, long seed) {
        List<Offer> offers = new ArrayList<>(world.market().offers());
        Collections.shuffle(offers, new Random(seed));
        return new World(
                new MarketSnapshot(world.market().sites(), offers, 2),
                world.chips(),
                world.energy(),
                world.exchange(),
                world.assumptions(),
                world.now(),
                world.wallNow());
    }

    private static PricingTerms terms(SplittableRandom random, World world) {
        var base =
                PricingTerms.starting(
                        new TaxRule(BasisPoints.percent(random.nextBoolean() ? 6 : 0), "test"));
        var rebated = world.market().sites().iterator().next().provider();
        return new PricingTerms(
                base.brokerFee(),
                base.premiums(),
                base.surge(),
                Map.of(rebated, new BasisPoints(random.nextInt(3_000))),
                base.tax(),
                base.guardBand(),
                base.quoteLife(),
                base.transferPricePerGb(),
                1 + random.nextInt(20));
    }

    private static Utilisation utilisation(SplittableRandom random, QosTier tier, World world) {
        Chip chip = Objects.requireNonNull(world.chips().chips().getFirst());
        return new Utilisation(
                Map.of(
                        new Utilisation.Key(tier, chip.chipClass()),
                        new BasisPoints(random.nextInt(12_000))));
    }

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(PAST_FAILURES),
                new SplittableRandom().longs(Integer.getInteger("seeds", 1_000)));
    }
}
