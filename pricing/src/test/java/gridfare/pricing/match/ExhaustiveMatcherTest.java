package gridfare.pricing.match;

import static gridfare.pricing.match.Markets.A100;
import static gridfare.pricing.match.Markets.ASCEND;
import static gridfare.pricing.match.Markets.BEIJING;
import static gridfare.pricing.match.Markets.GUIYANG;
import static gridfare.pricing.match.Markets.H100;
import static gridfare.pricing.match.Markets.NOW;
import static gridfare.pricing.match.Markets.SHANGHAI;
import static gridfare.pricing.match.Markets.SINGAPORE;
import static gridfare.pricing.match.Markets.START;
import static gridfare.pricing.match.Markets.T4;
import static gridfare.pricing.match.Markets.UNKNOWN;
import static gridfare.pricing.match.Markets.UNMEASURED;
import static gridfare.pricing.match.Markets.offer;
import static gridfare.pricing.match.Markets.seen;
import static gridfare.pricing.match.Markets.until;
import static gridfare.pricing.match.Markets.with;
import static gridfare.pricing.match.Markets.world;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gridfare.pricing.market.Offer;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.money.Money;
import gridfare.pricing.place.Jurisdiction;
import gridfare.pricing.resource.Interconnect;
import gridfare.pricing.resource.SoftwareStack;
import gridfare.pricing.resource.WorkloadKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExhaustiveMatcherTest {

    private static final Site WEST = Markets.site(0, GUIYANG, SiteKind.CORE);
    private static final Site EAST = Markets.site(1, SHANGHAI, SiteKind.CORE);
    private static final Site NORTH = Markets.site(2, BEIJING, SiteKind.CORE);
    private static final Site SOUTH = Markets.site(3, SINGAPORE, SiteKind.CORE);
    private static final List<Site> SITES = List.of(WEST, EAST, NORTH, SOUTH);
    private static final Offer PLAIN = offer(1, WEST, A100, 8, "1.27", 2);

    /// One offer that fails in one respect is counted there, and there alone.
    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void whatStopsAnOfferIsNamed(Constraint stop, Request.Builder request, Offer offer) {
        RuledOut ruledOut = match(request.build(), offer).ruledOut();
        assertThat(ruledOut.counts()).containsOnlyKeys(stop);
        assertThat(ruledOut.counts().get(stop)).isEqualTo(new RuledOut.Count(1, 1));
    }

    static Stream<Arguments> failures() {
        Offer spot = with(PLAIN, PurchaseOption.SPOT);
        return Stream.of(
                Arguments.of(Constraint.CHIP, ask().chips(Set.of(H100)), PLAIN),
                Arguments.of(
                        Constraint.SOFTWARE_STACK,
                        ask().stacks(StackSupport.nativeOn(SoftwareStack.CANN)),
                        PLAIN),
                Arguments.of(Constraint.MEMORY, ask().memoryGibPerGpu(81), PLAIN),
                Arguments.of(
                        Constraint.NO_THROUGHPUT_FIGURE,
                        Request.work("8", NOW.plusSeconds(90_000)),
                        offer(1, WEST, UNMEASURED, 8, "1", 2)),
                Arguments.of(Constraint.PURCHASE_OPTION, ask().tier(QosTier.GUARANTEED), spot),
                Arguments.of(
                        Constraint.PROVIDER, ask().deniedProviders(Set.of(WEST.provider())), PLAIN),
                Arguments.of(
                        Constraint.PROVIDER,
                        ask().allowedProviders(Set.of(new ProviderId(new UUID(9, 9)))),
                        PLAIN),
                Arguments.of(
                        Constraint.JURISDICTION,
                        ask().jurisdictions(Set.of(new Jurisdiction("CN-SH"))),
                        PLAIN),
                Arguments.of(
                        Constraint.ROUND_TRIP,
                        ask().near(SHANGHAI.coordinates()).maxRoundTripMs(30.0),
                        PLAIN),
                Arguments.of(
                        Constraint.INTERCONNECT,
                        ask().interconnects(Set.of(Interconnect.PCIE)),
                        PLAIN),
                Arguments.of(Constraint.RENEWABLE_SHARE, ask().minRenewableShare(0.41), PLAIN),
                Arguments.of(
                        Constraint.RENEWABLE_SHARE,
                        ask().minRenewableShare(0.0),
                        offer(1, SOUTH, A100, 8, "1", 2)),
                Arguments.of(Constraint.VALIDITY, ask(), until(PLAIN, NOW)),
                Arguments.of(
                        Constraint.START_WINDOW, ask().latestStart(START.minusSeconds(1)), PLAIN),
                Arguments.of(Constraint.NODE_SIZE, ask(12).spread(Spread.NODE), PLAIN),
                Arguments.of(Constraint.CAPACITY, ask(17), PLAIN),
                Arguments.of(
                        Constraint.DEADLINE, Request.work("17", START.plusSeconds(3_600)), PLAIN));
    }

    @Test
    void aChipThatNobodyKnowsIsNeverOneRelaxationAway() {
        RuledOut ruledOut = match(ask().build(), offer(1, WEST, UNKNOWN, 8, "1", 2)).ruledOut();
        assertThat(ruledOut.counts()).containsOnlyKeys(Constraint.CHIP);
        assertThat(ruledOut.counts().get(Constraint.CHIP)).isEqualTo(new RuledOut.Count(1, 0));
    }

    @Test
    void anOfferInACurrencyWithoutARateIsNotSold() {
        var inEuros =
                new Offer(
                        PLAIN.id(),
                        PLAIN.pool(),
                        PLAIN.provider(),
                        PLAIN.site(),
                        A100,
                        "type",
                        8,
                        PurchaseOption.ON_DEMAND,
                        Money.of("9", "EUR"),
                        1_200_000,
                        Interconnect.NVLINK,
                        2,
                        PLAIN.stock(),
                        NOW,
                        null,
                        1);
        assertThat(match(ask().build(), inEuros).ruledOut().counts())
                .containsOnlyKeys(Constraint.CURRENCY);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(QosTier.class)
    void spotServesOnlyTiersThatMayBeMoved(QosTier tier) {
        var match = match(ask().tier(tier).build(), with(PLAIN, PurchaseOption.SPOT));
        assertThat(match.candidates().isEmpty()).isEqualTo(tier.isPremium());
    }

    @Test
    void onlyTheFirstConstraintCountsAnOffer() {
        Request request = ask(17).chips(Set.of(H100)).memoryGibPerGpu(100).build();
        RuledOut ruledOut = match(request, PLAIN).ruledOut();
        assertThat(ruledOut.counts()).containsOnlyKeys(Constraint.CHIP);
        assertThat(ruledOut.counts().get(Constraint.CHIP)).isEqualTo(new RuledOut.Count(1, 0));
        assertThat(ruledOut.relaxations()).isEmpty();
    }

    @Test
    void theSmallestRelaxationIsNamed() {
        Offer far = offer(2, SOUTH, A100, 8, "1", 9);
        Offer near = offer(3, WEST, A100, 8, "1", 9);
        var request = ask().near(SHANGHAI.coordinates()).maxRoundTripMs(20.0).build();
        assertThat(match(request, far, near).ruledOut().relaxations())
                .singleElement()
                .satisfies(relaxation -> {
                    assertThat(relaxation.constraint()).isEqualTo(Constraint.ROUND_TRIP);
                    assertThat(relaxation.limit()).isCloseTo(36.9, within(0.5));
                });
        assertThat(match(ask(100).build(), far, near, PLAIN).ruledOut().relaxations())
                .containsExactly(new RuledOut.Relaxation(Constraint.CAPACITY, 72));
    }

    @Test
    void realtimeWithAPlaceAndNoBoundWantsAnEdgeSiteWithinFiftyKilometres() {
        Site edge = Markets.site(4, SHANGHAI, SiteKind.EDGE);
        Site farEdge = Markets.site(5, BEIJING, SiteKind.EDGE);
        var world =
                world(
                        List.of(EAST, edge, farEdge),
                        List.of(
                                offer(1, EAST, A100, 1, "1", 2),
                                offer(2, edge, A100, 1, "2", 2),
                                offer(3, farEdge, A100, 1, "1", 2)));
        var ask = ask(1).tier(QosTier.REALTIME);
        assertThat(offers(ask.near(SHANGHAI.coordinates()).build(), world)).containsExactly("2x1");
        assertThat(offers(ask.maxRoundTripMs(40.0).build(), world))
                .containsExactly("1x1", "3x1", "2x1");
        assertThat(offers(ask(1).tier(QosTier.REALTIME).build(), world)).hasSize(3);
    }

    @ParameterizedTest(name = "{0} GPUs in instances of 8 take {1}")
    @CsvSource({"1, 1", "8, 1", "9, 2", "16, 2"})
    void onlyWholeInstancesAreSold(int gpus, int instances) {
        assertThat(offers(ask(gpus).build(), world(SITES, List.of(PLAIN))))
                .containsExactly("1x" + instances);
    }

    @Test
    void cheapestComesFirstAndTiesGoById() {
        var world =
                world(
                        SITES,
                        List.of(
                                offer(3, EAST, A100, 8, "1.10", 2),
                                offer(2, WEST, A100, 8, "1.10", 2),
                                offer(1, NORTH, A100, 4, "1.20", 2)));
        assertThat(offers(ask(8).build(), world)).containsExactly("2x1", "3x1", "1x2");
    }

    // ---- work

    /// 100 reference hours on the H100 (low 1.6) within 10 h: 62.5 GPU-hours at worst, so 7 GPUs;
    /// expected 50 / 7 h, at best 40 / 7 h.
    @Test
    void workTakesTheFewestGpusThatFinishInTimeByTheLowFigure() {
        var world = world(SITES, List.of(offer(1, WEST, H100, 1, "2", 20)));
        var candidate =
                new ExhaustiveMatcher()
                        .match(Request.work("100", START.plus(Duration.ofHours(10))).build(), world)
                        .candidates()
                        .getFirst();
        assertThat(candidate.gpus()).isEqualTo(7);
        assertThat(candidate.time()).isEqualTo(new Candidate.RunTime(20_572, 25_715, 32_143));
        assertThat(candidate.latestFinish()).isBefore(START.plus(Duration.ofHours(10)));
    }

    /// One figure has no spread of its own, so ± 25 %; a foreign stack loses 10, 12.5 or 15 %: 100
    /// / (0.6 × 0.85), 100 / (0.8 × 0.875), 100 / (1.0 × 0.9) hours.
    @Test
    void aForeignStackIsSlower() {
        var world = world(SITES, List.of(offer(1, WEST, ASCEND, 1, "1", 1)));
        var request =
                Request.work("100", START.plus(Duration.ofHours(200)))
                        .stacks(
                                new StackSupport(
                                        Set.of(SoftwareStack.CUDA), Set.of(SoftwareStack.CANN)))
                        .build();
        var time = new ExhaustiveMatcher().match(request, world).candidates().getFirst().time();
        assertThat(time.lowSeconds() / 3_600.0).isCloseTo(100 / 0.9, within(0.001));
        assertThat(time.expectedSeconds() / 3_600.0).isCloseTo(100 / 0.7, within(0.001));
        assertThat(time.highSeconds() / 3_600.0).isCloseTo(100 / 0.51, within(0.001));
    }

    @Test
    void workThatExactlyFitsIsAccepted() {
        var world = world(SITES, List.of(PLAIN));
        Instant deadline = START.plusSeconds(3_600);
        assertThat(offers(Request.work("16", deadline).build(), world)).containsExactly("1x2");
        assertThat(offers(Request.work("16.01", deadline).build(), world)).isEmpty();
    }

    @Test
    void howMuchTooLateIsNamed() {
        var ruledOut =
                match(Request.work("17", START.plusSeconds(3_600)).build(), PLAIN).ruledOut();
        assertThat(ruledOut.relaxations())
                .containsExactly(new RuledOut.Relaxation(Constraint.DEADLINE, 225));
    }

    @Test
    void dataIsMovedBeforeTheStart() {
        var request =
                ask().dataSet(new DataSet(100, SHANGHAI.coordinates()))
                        .latestStart(START.plusSeconds(86))
                        .build();
        var match =
                new ExhaustiveMatcher()
                        .match(
                                request,
                                world(SITES, List.of(PLAIN, offer(2, EAST, A100, 8, "2", 1))));
        // 100 GiB × 8 / 10 Gbit/s is 85.9 s; in Shanghai it is there already.
        assertThat(match.candidates())
                .extracting(Candidate::start)
                .containsExactly(START.plusSeconds(86), START);
    }

    // ---- virtual clusters

    @Test
    void aVirtualClusterTakesTheCheapestSetOfSites() {
        // Greedy would take the one GPU at 1.00 and then need seven at 2.00.
        var world =
                world(
                        SITES,
                        List.of(
                                offer(1, WEST, A100, 1, "1.00", 1),
                                offer(2, EAST, A100, 1, "2.00", 7),
                                offer(3, NORTH, A100, 1, "1.10", 4),
                                offer(4, SOUTH, A100, 1, "1.10", 4)));
        assertThat(offers(ask(8).spread(Spread.upToSites(2)).build(), world))
                .containsExactly("3x4+4x4");
        assertThat(offers(ask(8).spread(Spread.upToSites(3)).build(), world))
                .containsExactly("1x1+3x3+4x4", "3x4+4x4");
        assertThat(offers(ask(8).build(), world)).isEmpty();
    }

    @Test
    void offersOfOneSiteShareAPoolAndCountOnce() {
        var world =
                world(
                        SITES,
                        List.of(
                                offer(1, WEST, A100, 1, "1", 4),
                                with(offer(2, WEST, A100, 1, "0.5", 4), PurchaseOption.SPOT)));
        Match match =
                new ExhaustiveMatcher().match(ask(8).spread(Spread.upToSites(2)).build(), world);
        assertThat(match.candidates()).isEmpty();
        assertThat(match.ruledOut().relaxations())
                .containsExactly(new RuledOut.Relaxation(Constraint.CAPACITY, 4));
    }

    @Test
    void aVirtualClusterIsOfOneChip() {
        var world =
                world(
                        SITES,
                        List.of(offer(1, WEST, A100, 1, "1", 4), offer(2, EAST, H100, 1, "1", 4)));
        assertThat(offers(ask(8).spread(Spread.upToSites(2)).build(), world)).isEmpty();
    }

    @Test
    void workStaysAtOneSite() {
        var world =
                world(SITES, List.of(offer(1, WEST, T4, 1, "1", 4), offer(2, EAST, T4, 1, "1", 4)));
        var request =
                Request.builder(
                                new Need.Work(
                                        new java.math.BigDecimal("1"),
                                        8,
                                        START.plus(Duration.ofDays(9))))
                        .workloadKind(WorkloadKind.BATCH_INFERENCE)
                        .spread(Spread.upToSites(2))
                        .build();
        assertThat(offers(request, world)).isEmpty();
    }

    @Test
    void ageIsNoReasonToRuleOut() {
        Offer old = seen(PLAIN, NOW.minus(Duration.ofDays(1)));
        assertThat(match(ask().build(), old).candidates()).hasSize(1);
    }

    private static Request.Builder ask() {
        return ask(8);
    }

    private static Request.Builder ask(int gpus) {
        return Request.capacity(gpus, Duration.ofHours(24));
    }

    private static Match match(Request request, Offer... offers) {
        return new ExhaustiveMatcher().match(request, world(SITES, List.of(offers)));
    }

    /// Candidates as offer number × instances.
    private static List<String> offers(Request request, World world) {
        return new ExhaustiveMatcher()
                .match(request, world).candidates().stream()
                        .map(candidate ->
                                candidate.legs().stream()
                                        .map(leg ->
                                                leg.offer().id().uuid().getLeastSignificantBits()
                                                        + "x"
                                                        + leg.instances())
                                        .sorted()
                                        .collect(java.util.stream.Collectors.joining("+")))
                        .toList();
    }
}
