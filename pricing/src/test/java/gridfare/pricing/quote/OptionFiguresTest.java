package gridfare.pricing.quote;

import static gridfare.pricing.match.Markets.A100;
import static gridfare.pricing.match.Markets.BEIJING;
import static gridfare.pricing.match.Markets.GUIYANG;
import static gridfare.pricing.match.Markets.SHANGHAI;
import static gridfare.pricing.match.Markets.START;
import static gridfare.pricing.match.Markets.T4;
import static gridfare.pricing.match.Markets.offer;
import static gridfare.pricing.match.Markets.site;
import static gridfare.pricing.match.Markets.with;
import static gridfare.pricing.match.Markets.world;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gridfare.pricing.energy.BestStart.Best;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.match.Constraint;
import gridfare.pricing.match.ExhaustiveMatcher;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.RankBy;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.RuledOut;
import gridfare.pricing.match.Spread;
import gridfare.pricing.match.TrainingStep;
import gridfare.pricing.match.World;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.resource.NumberFormat;
import gridfare.pricing.resource.WorkloadKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What options state beside their price. Expected figures by hand from product.md's formulas.
class OptionFiguresTest {

    private static final Site WEST = site(1, GUIYANG, SiteKind.CORE);
    private static final Site EAST = site(2, SHANGHAI, SiteKind.CORE);
    private static final Site NORTH = site(3, BEIJING, SiteKind.CORE);

    // ---- training over a WAN: 8 GPUs over two sites of 4, at 10 Gbit/s

    private static QuoteDecision train(TrainingStep step) {
        Request request =
                Request.capacity(8, Duration.ofHours(1))
                        .spread(Spread.upToSites(2))
                        .step(step)
                        .build();
        return quote(
                request,
                world(
                        List.of(WEST, EAST),
                        List.of(offer(1, WEST, A100, 4, "2", 1), offer(2, EAST, A100, 4, "2", 1))));
    }

    @Test
    void synchronousTrainingOverAWanIsRefusedWithItsSecondsAStep() {
        var decision = train(new TrainingStep(350e9, 30, TrainingStep.Exchange.SYNCHRONOUS));

        assertThat(decision).isInstanceOf(QuoteDecision.NoCapacity.class);
        RuledOut ruledOut = decision.ruledOut();
        assertThat(ruledOut.counts()).containsEntry(Constraint.SCALING, new RuledOut.Count(2, 2));
        RuledOut.SlowCluster slow = ruledOut.slowClusters().getFirst();
        assertThat(slow.wireSeconds()).isCloseTo(280, within(1e-9));
        assertThat(slow.efficiency()).isCloseTo(30.0 / 310, within(1e-12));
        // 30 / (30 + 28) is above a half already.
        assertThat(slow.wouldDo()).isEqualTo(TrainingStep.Exchange.COMPRESSED);
    }

    @ParameterizedTest(name = "{0}: {1} s a step, efficiency {2}")
    @CsvSource({
        "COMPRESSED, 28, 0.517241",
        "ASYNCHRONOUS, 28, 0.842697" // 30 / (30 + 28 × 0.2)
    })
    void compressionOrAsynchronyMakesItWorthwhile(
            TrainingStep.Exchange exchange, double wire, double efficiency) {
        Option option = best(train(new TrainingStep(350e9, 30, exchange)));

        assertThat(option.legs()).hasSize(2);
        Scaling scaling = requireNonNull(option.scaling());
        assertThat(scaling.wireSeconds()).isCloseTo(wire, within(1e-9));
        assertThat(scaling.efficiency()).isCloseTo(efficiency, within(1e-6));
        assertThat(scaling.worthOf(8)).isGreaterThan(4);
    }

    @Test
    void whereNobodyToldOfAStepNoClusterIsRefused() {
        Request request =
                Request.capacity(8, Duration.ofHours(1)).spread(Spread.upToSites(2)).build();
        Option option =
                best(
                        quote(
                                request,
                                world(
                                        List.of(WEST, EAST),
                                        List.of(
                                                offer(1, WEST, A100, 4, "2", 1),
                                                offer(2, EAST, A100, 4, "2", 1)))));
        assertThat(option.scaling()).isNull();
    }

    // ---- spot

    private static List<Option> spotOrNot(Request request, String spotPrice) {
        Offer firm = offer(1, WEST, A100, 8, "2", 1);
        Offer spot = with(offer(2, EAST, A100, 8, spotPrice, 1), PurchaseOption.SPOT);
        return ((QuoteDecision.Quoted)
                        quote(request, world(List.of(WEST, EAST), List.of(firm, spot))))
                .options();
    }

    /// One instance, 0.01 interruptions an hour, 200 h without checkpoints: M e^(R/M) (e^(T/M) − 1)
    /// / T is 2.57 with interruptions (M = 98.4 h) and 1.016 without (M = 6 334.6 h), so a spot
    /// hour costs 2.55 of its price.
    @Test
    void interruptionsCountInTheRankAndNotInTheTotal() {
        Request request = Request.capacity(8, Duration.ofHours(200)).build();

        List<Option> dear = spotOrNot(request, "1");
        assertThat(dear.getFirst().legs().getFirst().purchaseOption())
                .isEqualTo(PurchaseOption.ON_DEMAND);
        assertThat(dear.getFirst().expectedLoss()).isNull();
        Option spot = dear.getLast();
        assertThat(spot.total().exceeds(dear.getFirst().total())).isFalse();
        Reliability.Interruption interruption = requireNonNull(spot.reliability().interruption());
        assertThat(interruption.expected()).isCloseTo(2, within(1e-9));
        double m = 1 / (8 / 50_677.0 + 0.01);
        double interrupted = m * Math.exp(0.25 / m) * (Math.exp(200 / m) - 1) / 200;
        double f = 50_677.0 / 8;
        double failing = f * Math.exp(0.25 / f) * (Math.exp(200 / f) - 1) / 200;
        assertThat(interruption.extraShare()).isCloseTo(interrupted - failing, within(1e-9));
        assertThat(requireNonNull(spot.expectedLoss()).amount().doubleValue())
                .isCloseTo(
                        spot.total().amount().doubleValue() * interruption.extraShare(),
                        within(0.001));

        assertThat(spotOrNot(request, "0.5").getFirst().legs().getFirst().purchaseOption())
                .isEqualTo(PurchaseOption.SPOT);
    }

    @Test
    void checkpointsAndInferenceLoseLess() {
        double all = share(Request.capacity(8, Duration.ofHours(200)).build());
        double saved =
                share(Request.capacity(8, Duration.ofHours(200)).checkpointBytes(1e12).build());
        double inference =
                share(
                        Request.capacity(8, Duration.ofHours(200))
                                .workloadKind(WorkloadKind.BATCH_INFERENCE)
                                .build());
        assertThat(saved).isLessThan(all / 5);
        // 0.01 an hour, 900 s each to be running again.
        assertThat(inference).isCloseTo(0.0025, within(1e-9));
    }

    private static double share(Request request) {
        return spotOrNot(request, "1").stream()
                .map(option -> option.reliability().interruption())
                .filter(Objects::nonNull)
                .mapToDouble(Reliability.Interruption::extraShare)
                .findFirst()
                .orElseThrow();
    }

    // ---- trust

    @Test
    void checkpointsStateTheirOverheadInHoursAndMoney() {
        Request request =
                Request.capacity(8, Duration.ofHours(100)).checkpointBytes(8 * 60e9).build();
        Option option = best(quote(request, oneOffer()));
        Reliability.Checkpointing checkpoints = requireNonNull(option.reliability().checkpoints());
        assertThat(checkpoints.writeSeconds()).isCloseTo(60, within(1e-9));
        assertThat(checkpoints.intervalSeconds()).isLessThan(checkpoints.youngSeconds());
        assertThat(checkpoints.overheadHours())
                .isCloseTo(checkpoints.overhead() * 100, within(1e-9));
        // 8 GPUs at 2.00 plus 4 %.
        assertThat(checkpoints.overheadCost().amount().doubleValue())
                .isCloseTo(8 * 2.08 * checkpoints.overheadHours(), within(0.001));
        assertThat(checkpoints.isTooMuch()).isFalse();
    }

    /// Up over a day: exp(−24 / 50 677) = 99.953 %; 8 of 8 are up with 99.62 %, above the target.
    @Test
    void aShortRunNeedsNoSpares() {
        Option option = best(quote(Request.capacity(8, Duration.ofDays(1)).build(), oneOffer()));
        assertThat(option.reliability().spares()).isEqualTo(new Reliability.Spares(0.99, 0));
    }

    // ---- energy

    /// Beijing's carbon in the test market rises by 10 g an hour from 500 at midnight UTC; at 10:00
    /// a job of 4 h sees 600 to 630, at midnight 500 to 530.
    @Test
    void theBestStartNamesItsBaseline() {
        Request request =
                Request.capacity(8, Duration.ofHours(4))
                        .tier(QosTier.BEST_EFFORT)
                        .rankBy(RankBy.CARBON)
                        .latestStart(START.plus(Duration.ofHours(20)))
                        .build();
        Option option =
                best(
                        quote(
                                request,
                                world(List.of(NORTH), List.of(offer(1, NORTH, A100, 8, "2", 1)))));
        Deferral deferral = requireNonNull(option.deferral());
        assertThat(deferral.price()).as("no tariff is known there").isNull();
        Best carbon = requireNonNull(deferral.carbon());
        assertThat(carbon.baseline()).isCloseTo(615, within(1e-9));
        assertThat(carbon.mean()).isCloseTo(515, within(1e-9));
        assertThat(carbon.slots().getFirst().start()).isEqualTo(START.plus(Duration.ofHours(14)));
        assertThat(requireNonNull(deferral.pausingCarbon()).mean()).isLessThanOrEqualTo(515 + 1e-9);
    }

    @Test
    void withoutAWindowThereIsNothingToDefer() {
        Option option = best(quote(Request.capacity(8, Duration.ofHours(4)).build(), oneOffer()));
        assertThat(option.deferral()).isNull();
    }

    // ---- chips

    @Test
    void chipsThatDoNotComputeTheFormatAreOutFirst() {
        Request request =
                Request.capacity(1, Duration.ofHours(1)).numberFormat(NumberFormat.FP8).build();
        QuoteDecision decision = quote(request, oneOffer());
        assertThat(decision.ruledOut().counts())
                .containsEntry(Constraint.NUMBER_FORMAT, new RuledOut.Count(1, 1));
    }

    @Test
    void optionsSayOnWhatTheirChipsSpeedRests() {
        Option option =
                best(
                        quote(
                                Request.capacity(1, Duration.ofHours(1)).build(),
                                world(List.of(WEST), List.of(offer(1, WEST, T4, 1, "1", 1)))));
        assertThat(requireNonNull(option.chipBasis()).throughput().low()).isEqualTo(0.1);
        assertThat(requireNonNull(option.chipBasis()).throughput().high()).isEqualTo(0.3);
        assertThat(requireNonNull(option.chipBasis()).portabilityLoss()).isZero();
    }

    private static World oneOffer() {
        return world(List.of(WEST), List.of(offer(1, WEST, A100, 8, "2", 1)));
    }

    private static Option best(QuoteDecision decision) {
        assertThat(decision).isInstanceOf(QuoteDecision.Quoted.class);
        return ((QuoteDecision.Quoted) decision).options().getFirst();
    }

    private static QuoteDecision quote(Request request, World world) {
        var terms = PricingTerms.starting(new TaxRule(BasisPoints.ZERO, "none"));
        return new QuoteEngine(new ExhaustiveMatcher())
                .quote(request, world, terms, Utilisation.idle());
    }
}
