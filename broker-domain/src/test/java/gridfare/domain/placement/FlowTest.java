package gridfare.domain.placement;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.metering.CollectUsage;
import gridfare.domain.metering.ReadUsage;
import gridfare.domain.metering.UsageRecord;
import gridfare.domain.party.Party;
import gridfare.domain.party.Role;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.QuoteState;
import gridfare.domain.quote.ReadQuotes;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.testing.ScriptedCredit;
import gridfare.domain.testing.ScriptedProvider;
import gridfare.domain.testing.ScriptedProvider.Mishap;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.Spread;
import gridfare.pricing.money.LedgerAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private TestMarket market;
    private ScriptedProvider provider;

    @BeforeEach
    void newMarket() {
        market = new TestMarket(DOMAIN);
        provider = DOMAIN.bean(ScriptedProvider.class);
        DOMAIN.bean(ScriptedCredit.class).answers(new CreditAnswer.Granted());
        DomainContainer.itself(DOMAIN.bean(Failpoints.class)).disarm();
    }

    @Test
    void aQuoteIsReadBackAsItWasAnswered() {
        market.pool("t8", 8, 3, 10_160_000);
        Quote quote = market.ask(LINGHE, market.request(QosTier.STANDARD, 8));

        Quote read = DOMAIN.bean(ReadQuotes.class).find(LINGHE, quote.id()).orElseThrow();
        assertThat(read.request()).isEqualTo(quote.request());
        assertThat(read.decision()).isEqualTo(quote.decision());
        assertThat(read.options()).isEqualTo(quote.options());
        assertThat(read.validUntil()).isEqualTo(quote.askedAt().plus(Duration.ofMinutes(15)));
        assertThat(DOMAIN.bean(ReadQuotes.class).find(OTHER_LAB, quote.id())).isEmpty();
        assertThat(DOMAIN.bean(ReadQuotes.class).latest(LINGHE, 1, null))
                .extracting(Quote::id)
                .containsExactly(quote.id());
    }

    @Test
    void onePlacementGoesTheWholeWayAndIsMeteredOnce() {
        PoolId pool = market.pool("t8", 8, 3, 10_160_000);
        Placement placed = accepted(QosTier.STANDARD, 8);
        assertThat(placed.state()).isEqualTo(PlacementState.REQUESTED);
        assertThat(market.claimed(pool)).isOne();

        start();
        reconcile();
        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        Instant began = story(placed).placement().startedAt().orElseThrow();
        DOMAIN.wall().advance(Duration.ofSeconds(90));
        assertThat(DOMAIN.bean(StopPlacement.class).stop(LINGHE, placed.id()))
                .isInstanceOf(StopAnswer.Stopping.class);
        reconcile();
        usage();
        usage();

        assertThat(state(placed)).isEqualTo(PlacementState.ENDED);
        assertThat(provider.alive()).isEmpty();
        assertThat(market.claimed(pool)).isZero();
        List<UsageRecord> used = DOMAIN.bean(ReadUsage.class).of(LINGHE, placed.id());
        assertThat(used)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.from()).isEqualTo(began);
                    assertThat(it.gpuSeconds()).isEqualTo(8 * 90);
                    assertThat(it.rate()).isEqualTo(story(placed).legs().getFirst().rate());
                });
        assertThat(DOMAIN.bean(ReadUsage.class).of(OTHER_LAB, placed.id())).isEmpty();
        assertThat(DOMAIN.bean(ReadPlacements.class).find(OTHER_LAB, placed.id())).isEmpty();
    }

    @Test
    void fiftyWhoAcceptTheSameQuoteMakeOnePlacement() throws Exception {
        PoolId pool = market.pool("t8", 8, 60, 10_160_000);
        Quote quote = market.ask(LINGHE, market.request(QosTier.STANDARD, 8));
        List<Acceptance> answers = together(50, () -> accept(LINGHE, quote));

        assertThat(answers.stream().filter(Acceptance.Accepted.class::isInstance)).hasSize(1);
        assertThat(answers.stream().filter(Acceptance.AlreadyAccepted.class::isInstance))
                .hasSize(49);
        assertThat(market.claimed(pool)).isOne();
        assertThat(DOMAIN.bean(ReadQuotes.class).find(LINGHE, quote.id()).orElseThrow().state())
                .isEqualTo(QuoteState.ACCEPTED);
    }

    @Test
    void neverMoreAreAcceptedThanAreThere() throws Exception {
        PoolId pool = market.pool("t1", 1, 10, 1_270_000);
        market.pool("plenty", 1, 100, 9_000_000); // for the premium counter of the chip class
        List<Quote> quotes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            quotes.add(market.ask(LINGHE, market.request(QosTier.GUARANTEED, 1)));
        }
        var next = quotes.iterator();
        List<Acceptance> answers =
                together(
                        30,
                        () -> {
                            Quote mine;
                            synchronized (next) {
                                mine = next.next();
                            }
                            return accept(LINGHE, mine);
                        });

        assertThat(answers.stream().filter(Acceptance.Accepted.class::isInstance)).hasSize(10);
        assertThat(answers.stream().filter(Acceptance.InsufficientCapacity.class::isInstance))
                .hasSize(20);
        assertThat(market.claimed(pool)).isEqualTo(10);
        assertThat(
                        market.number(
                                "select sum(committed) from premium_counter where committed >= 10"))
                .isGreaterThanOrEqualTo(10);
    }

    @Test
    void aGangThatIsShortInItsSecondPoolLeavesNothingClaimed() {
        PoolId one = market.pool("gang-a", 8, 1, 10_160_000);
        PoolId other = market.pool("gang-b", 8, 1, 10_160_000);
        market.pool("gang-dear", 1, 100, 90_000_000);
        Quote quote =
                market.ask(LINGHE, market.request(QosTier.GUARANTEED, 16, Spread.upToSites(2)));
        assertThat(quote.options().getFirst().option().legs()).hasSize(2);
        PoolId second = one.compareTo(other) > 0 ? one : other;
        market.change(second, "claimed = 1");
        int committed = market.number("select coalesce(sum(committed), 0) from premium_counter");

        assertThat(accept(LINGHE, quote)).isInstanceOf(Acceptance.InsufficientCapacity.class);

        assertThat(market.claimed(one) + market.claimed(other)).isOne();
        assertThat(market.number("select coalesce(sum(committed), 0) from premium_counter"))
                .isEqualTo(committed);
        assertThat(DOMAIN.bean(ReadQuotes.class).find(LINGHE, quote.id()).orElseThrow().state())
                .isEqualTo(QuoteState.OPEN);
        market.change(second, "claimed = 0");
        assertThat(accept(LINGHE, quote)).isInstanceOf(Acceptance.Accepted.class);
    }

    @Test
    void refusalsSayWhyAndChangeNothing() {
        PoolId pool = market.pool("t8", 8, 3, 10_160_000);
        Quote quote = market.ask(LINGHE, market.request(QosTier.STANDARD, 8));

        LedgerAmount missing = LedgerAmount.of("1.00", "USD");
        DOMAIN.bean(ScriptedCredit.class).answers(new CreditAnswer.Exceeded(missing));
        assertThat(accept(LINGHE, quote)).isEqualTo(new Acceptance.CreditExceeded(missing));
        DOMAIN.bean(ScriptedCredit.class).answers(new CreditAnswer.Granted());
        Party viewer =
                new Party(LINGHE.person(), LINGHE.name(), LINGHE.organisation(), Role.VIEWER);
        assertThat(accept(viewer, quote)).isEqualTo(new Acceptance.MayNotPlace());
        assertThat(accept(OTHER_LAB, quote)).isEqualTo(new Acceptance.NoSuchOption());
        DOMAIN.wall().advance(Duration.ofMinutes(15));
        assertThat(accept(LINGHE, quote))
                .isEqualTo(new Acceptance.QuoteExpired(quote.validUntil()));
        assertThat(market.claimed(pool)).isZero();
    }

    @Test
    void whatMayWaitWaitsAndIsTakenInWhenCapacityComes() {
        PoolId pool = market.pool("t8", 8, 1, 10_160_000);
        Quote quote = market.ask(LINGHE, market.request(QosTier.STANDARD, 8));
        market.change(pool, "claimed = 1");
        Placement waiting = market.accept(LINGHE, quote);
        assertThat(waiting.state()).isEqualTo(PlacementState.QUEUED);
        assertThat(waiting.reason()).contains(PlacementReason.WAITING_FOR_CAPACITY);
        DOMAIN.bean(AdmitQueued.class).run();
        assertThat(state(waiting)).isEqualTo(PlacementState.QUEUED);

        market.change(pool, "claimed = 0");
        DOMAIN.bean(AdmitQueued.class).run();
        assertThat(state(waiting)).isEqualTo(PlacementState.REQUESTED);
        start();
        reconcile();
        assertThat(state(waiting)).isEqualTo(PlacementState.RUNNING);
    }

    @Test
    void whatWaitsIsCancelledAtTheEndOfItsStartWindowAndOwesNothing() {
        PoolId pool = market.pool("t8", 8, 1, 10_160_000);
        Quote quote = market.ask(LINGHE, market.request(QosTier.STANDARD, 8));
        market.change(pool, "claimed = 1");
        Placement waiting = market.accept(LINGHE, quote);
        DOMAIN.wall().advance(Duration.ofMinutes(31));
        DOMAIN.bean(EndDuePlacements.class).run();
        usage();

        assertThat(state(waiting)).isEqualTo(PlacementState.CANCELLED);
        assertThat(story(waiting).placement().reason())
                .contains(PlacementReason.START_WINDOW_PASSED);
        assertThat(DOMAIN.bean(ReadUsage.class).of(LINGHE, waiting.id())).isEmpty();
    }

    @Test
    void aLostAnswerIsClearedUpByTheTagAndOrderedOnce() {
        market.pool("t8", 8, 3, 10_160_000);
        Placement placed = accepted(QosTier.STANDARD, 8);
        provider.next(Mishap.LOST_ANSWER);
        start();
        assertThat(state(placed)).isEqualTo(PlacementState.RESERVING);
        DOMAIN.wall().advance(Duration.ofSeconds(2));
        start();
        reconcile();

        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        assertThat(provider.machinesEver()).isOne();
        assertThat(provider.startsAsked(leg(placed).id())).isOne();
    }

    @Test
    void noAnswerLeavesTheLegAsItIsUntilTheProviderAnswersAgain() {
        PoolId pool = market.pool("t8", 8, 3, 10_160_000);
        Placement placed = accepted(QosTier.STANDARD, 8);
        provider.silent(true);
        for (int i = 0; i < 5; i++) {
            start();
            reconcile();
            DOMAIN.wall().advance(Duration.ofSeconds(11));
        }
        DOMAIN.wall().advance(Duration.ofMinutes(11));
        DOMAIN.bean(ExpireClaims.class).run();
        assertThat(state(placed)).isEqualTo(PlacementState.RESERVING);
        assertThat(market.claimed(pool)).isOne();
        provider.silent(false);
        start();
        reconcile();
        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        assertThat(provider.machinesEver()).isOne();
    }

    @Test
    void aRefusedLegIsFinalAndAnotherTakesItsPlaceInsideTheGuardBand() {
        PoolId cheap = market.pool("cheap", 8, 3, 10_000_000);
        PoolId near = market.pool("near", 8, 3, 10_290_000);
        market.pool("dear", 8, 3, 10_310_000);
        Placement placed = accepted(QosTier.GUARANTEED, 8);
        var rate = leg(placed).rate();
        provider.soldOut("cheap");
        start();
        start();
        reconcile();

        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        List<Leg> legs = story(placed).legs();
        assertThat(legs).extracting(Leg::state).containsExactly(LegState.REFUSED, LegState.RUNNING);
        assertThat(legs).extracting(Leg::pool).containsExactly(cheap, near);
        assertThat(legs.get(1).rate()).isEqualTo(rate);
        assertThat(legs.get(1).providerPrice().micros()).isEqualTo(10_290_000);
        assertThat(market.claimed(cheap)).isZero();
        assertThat(market.claimed(near)).isOne();
        assertThat(market.number("select free from pool where id_uuid = ?", cheap.uuid())).isZero();
    }

    @Test
    void aPromiseThatNoOfferKeepsFailsAndLetsAllLegsGo() {
        PoolId one = market.pool("gang-a", 8, 1, 10_000_000);
        PoolId other = market.pool("gang-b", 8, 1, 10_000_000);
        market.pool("gang-dear", 8, 10, 90_000_000);
        Quote quote =
                market.ask(LINGHE, market.request(QosTier.GUARANTEED, 16, Spread.upToSites(2)));
        Placement placed = market.accept(LINGHE, quote);
        provider.soldOut("gang-b");
        start();
        reconcile();

        assertThat(state(placed)).isEqualTo(PlacementState.FAILED);
        assertThat(story(placed).placement().reason()).contains(PlacementReason.SOLD_OUT);
        assertThat(provider.alive()).isEmpty();
        assertThat(market.claimed(one) + market.claimed(other)).isZero();
    }

    @Test
    void aPriceThatLeftTheGuardBandIsTheBuyersToDecide() {
        PoolId pool = market.pool("t8", 8, 3, 10_000_000);
        Quote quote = market.ask(LINGHE, market.request(QosTier.STANDARD, 8));
        Placement placed = market.accept(LINGHE, quote);
        market.change(pool, "price_micros = 10300001, usd_micros_per_gpu_hour = 1287500");
        start();
        assertThat(state(placed)).isEqualTo(PlacementState.AWAITING_BUYER);
        assertThat(provider.machinesEver()).isZero();
        DOMAIN.wall().advance(Duration.ofMinutes(16));
        DOMAIN.bean(EndDuePlacements.class).run();

        assertThat(state(placed)).isEqualTo(PlacementState.CANCELLED);
        assertThat(market.claimed(pool)).isZero();
    }

    @Test
    void aPriceInsideTheGuardBandIsHonouredAndPaid() {
        PoolId pool = market.pool("t8", 8, 3, 10_000_000);
        Placement placed = accepted(QosTier.STANDARD, 8);
        var rate = leg(placed).rate();
        market.change(pool, "price_micros = 10300000, usd_micros_per_gpu_hour = 1287500");
        start();
        reconcile();

        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        assertThat(leg(placed).rate()).isEqualTo(rate);
        assertThat(leg(placed).quotedPrice().micros()).isEqualTo(10_000_000);
        assertThat(leg(placed).providerPrice().micros()).isEqualTo(10_300_000);
    }

    @Test
    void theAgreedEndStopsItAndNothingIsChargedPastIt() {
        market.pool("t8", 8, 3, 10_160_000);
        Placement placed = accepted(QosTier.STANDARD, 8);
        start();
        reconcile();
        DOMAIN.wall().advance(TestMarket.DURATION.minus(Duration.ofMinutes(15)));
        DOMAIN.bean(EndDuePlacements.class).run();
        assertThat(story(placed).events())
                .extracting(PlacementEvent::kind)
                .contains(PlacementEvent.Kind.ENDS_SOON);
        DOMAIN.wall().advance(Duration.ofMinutes(20));
        DOMAIN.bean(EndDuePlacements.class).run();
        reconcile();
        usage();

        assertThat(state(placed)).isEqualTo(PlacementState.ENDED);
        assertThat(DOMAIN.bean(ReadUsage.class).of(LINGHE, placed.id()))
                .extracting(UsageRecord::gpuSeconds)
                .containsExactly(8 * TestMarket.DURATION.toSeconds());
    }

    @Test
    void aMachineThatVanishedIsChargedToItsLastSighting() {
        market.pool("t8", 8, 3, 10_160_000);
        Placement placed = accepted(QosTier.STANDARD, 8);
        start();
        reconcile();
        for (int i = 0; i < 4; i++) {
            DOMAIN.wall().advance(Duration.ofSeconds(30));
            reconcile();
        }
        provider.vanish(leg(placed).id());
        int seconds = 0;
        while (state(placed) == PlacementState.RUNNING && seconds < 1_000) {
            DOMAIN.wall().advance(Duration.ofSeconds(10));
            seconds += 10;
            reconcile();
        }
        usage();

        assertThat(seconds).isBetween(120, 150);
        assertThat(state(placed)).isEqualTo(PlacementState.RECOVERING);
        assertThat(story(placed).placement().reason()).contains(PlacementReason.MACHINE_LOST);
        assertThat(DOMAIN.bean(ReadUsage.class).of(LINGHE, placed.id()))
                .extracting(UsageRecord::gpuSeconds)
                .containsExactly(8L * 120);
    }

    @Test
    void aGuaranteedPlacementGetsOtherMachines() {
        market.pool("t8", 8, 3, 10_160_000);
        market.pool("other", 8, 3, 10_160_000);
        Placement placed = accepted(QosTier.GUARANTEED, 8);
        start();
        reconcile();
        provider.vanish(leg(placed).id());
        for (int i = 0; i < 20; i++) {
            DOMAIN.wall().advance(Duration.ofSeconds(10));
            reconcile();
            start();
        }

        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        assertThat(story(placed).legs())
                .extracting(Leg::state)
                .containsExactly(LegState.LOST, LegState.RUNNING);
        assertThat(provider.alive()).hasSize(1);
    }

    @Test
    void aSilenceOfHalfAMinuteCancelsNothing() {
        market.pool("t8", 8, 40, 10_160_000);
        List<Placement> placed = new ArrayList<>();
        for (int i = 0; i < 32; i++) placed.add(accepted(QosTier.STANDARD, 8));
        start();
        reconcile();
        provider.silent(true);
        for (int i = 0; i < 4; i++) {
            DOMAIN.wall().advance(Duration.ofSeconds(10));
            reconcile();
        }
        provider.silent(false);
        for (int i = 0; i < 12; i++) {
            DOMAIN.wall().advance(Duration.ofSeconds(10));
            reconcile();
        }

        assertThat(placed).allMatch(it -> state(it) == PlacementState.RUNNING);
    }

    @Test
    void aMachineThatNoLegWantsIsReleasedAndReportedOnce() {
        var stranger = new LegId(UUID.randomUUID());
        provider.appear(
                new StartOrder(
                        new LegRef(stranger, "r1", "site-t8"),
                        "t8",
                        1,
                        PurchaseOption.ON_DEMAND,
                        null));
        reconcile();
        DOMAIN.wall().advance(Duration.ofSeconds(30));
        reconcile();

        assertThat(provider.alive()).isEmpty();
        assertThat(
                        market.number(
                                "select count(*) from orphan where leg_uuid = ? and released_at is not null",
                                stranger.uuid()))
                .isOne();
    }

    @ParameterizedTest(name = "killed at {0}")
    @ValueSource(
            strings = {
                Failpoints.BEFORE_PROVIDER_CALL,
                Failpoints.AFTER_PROVIDER_STARTED_BEFORE_RECORD,
                Failpoints.AFTER_RECORD,
                Failpoints.AFTER_STOP_BEFORE_RECORD,
                Failpoints.AFTER_USAGE
            })
    void killedAtAnyStepItGoesOnWithOneMachineOnePlacementOneRecord(String point) {
        market.pool("t8", 8, 3, 10_160_000);
        Placement placed = accepted(QosTier.STANDARD, 8);
        DomainContainer.itself(DOMAIN.bean(Failpoints.class))
                .arm(
                        point,
                        () -> {
                            throw new Killed();
                        });
        drive(placed, PlacementState.RUNNING);
        DOMAIN.wall().advance(Duration.ofSeconds(60));
        DOMAIN.bean(StopPlacement.class).stop(LINGHE, placed.id());
        drive(placed, PlacementState.ENDED);
        surviving(this::usage);
        usage();

        assertThat(provider.machinesEver()).isOne();
        assertThat(provider.alive()).isEmpty();
        assertThat(story(placed).legs()).hasSize(1);
        assertThat(DOMAIN.bean(ReadUsage.class).of(LINGHE, placed.id())).hasSize(1);
    }

    /// The process is gone: no catch block of ours ever sees it.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void drive(Placement placed, PlacementState goal) {
        for (int i = 0; i < 10 && state(placed) != goal; i++) {
            surviving(this::start);
            surviving(this::reconcile);
            // Leases of the dead process are taken back at the next start.
            DOMAIN.bean(LegDesk.class).takeBackOwn();
            DOMAIN.wall().advance(Duration.ofSeconds(2));
        }
        assertThat(state(placed)).isEqualTo(goal);
    }

    private static void surviving(Runnable step) {
        try {
            step.run();
        } catch (Killed killed) {
            // the next run goes on
        }
    }

    private Placement accepted(QosTier tier, int gpus) {
        return market.accept(LINGHE, market.ask(LINGHE, market.request(tier, gpus)));
    }

    private static Acceptance accept(Party buyer, Quote quote) {
        return DOMAIN.bean(AcceptQuote.class)
                .accept(buyer, quote.id(), quote.options().getFirst().id(), PlacementWishes.NONE);
    }

    private static <T> List<T> together(int threads, Callable<T> action) throws Exception {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<T>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) all.add(action);
            List<T> results = new ArrayList<>();
            for (Future<T> one : executor.invokeAll(all)) results.add(one.get());
            return results;
        }
    }

    private void start() {
        DOMAIN.bean(StartPlacements.class).run();
    }

    private void reconcile() {
        DOMAIN.bean(Reconcile.class).run();
    }

    private void usage() {
        DOMAIN.bean(CollectUsage.class).run();
    }

    private PlacementState state(Placement placed) {
        return story(placed).placement().state();
    }

    private PlacementStory story(Placement placed) {
        return market.story(LINGHE, placed.id());
    }

    private Leg leg(Placement placed) {
        return story(placed).legs().getLast();
    }
}
