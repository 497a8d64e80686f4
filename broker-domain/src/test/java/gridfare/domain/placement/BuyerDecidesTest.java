package gridfare.domain.placement;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.metering.CollectUsage;
import gridfare.domain.metering.ReadUsage;
import gridfare.domain.metering.UsageRecord;
import gridfare.domain.party.Party;
import gridfare.domain.party.Role;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.testing.ScriptedCredit;
import gridfare.domain.testing.ScriptedProvider;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.Spread;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a buyer decides after accepting: a price that moved, and more time. Amounts by hand: 8 GPUs
/// at 10.00 an instance-hour are 1.25 a GPU-hour, 1.30 with the fee of 4 %; at 10.40 they are 1.30
/// and 1.352. A buyer in CN pays 6 % tax.
class BuyerDecidesTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Money PLENTY = Money.of("1000", "USD");

    private final ConfirmPlacement confirm = DOMAIN.bean(ConfirmPlacement.class);
    private final ExtendPlacement extend = DOMAIN.bean(ExtendPlacement.class);
    private TestMarket market;
    private ScriptedProvider provider;
    private PoolId pool;

    @BeforeEach
    void newMarket() {
        market = new TestMarket(DOMAIN);
        provider = DOMAIN.bean(ScriptedProvider.class);
        DOMAIN.bean(ScriptedCredit.class).answers(new CreditAnswer.Granted());
        pool = market.pool("t8", 8, 3, 10_000_000);
    }

    @Test
    void whoAgreesToThePriceThatMovedPaysItAndTheProviderGetsIt() {
        Placement placed = awaiting(QosTier.STANDARD);

        assertThat(confirm.effect(LINGHE, placed.id()))
                .isInstanceOfSatisfying(
                        ConfirmAnswer.Effect.class,
                        effect -> {
                            assertThat(effect.rateBefore()).isEqualTo(Money.of("1.30", "USD"));
                            assertThat(effect.rateNow()).isEqualTo(Money.of("1.352", "USD"));
                            assertThat(effect.atMostBefore()).isEqualTo(Money.of("22.048", "USD"));
                            assertThat(effect.atMost()).isEqualTo(Money.of("22.92992", "USD"));
                        });
        assertThat(confirm.confirm(LINGHE, placed.id(), Money.of("22.92992", "USD")))
                .isInstanceOf(ConfirmAnswer.Confirmed.class);
        work();

        Leg leg = story(placed).legs().getFirst();
        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        assertThat(leg.rate().perHour()).isEqualTo(Money.of("1.352", "USD"));
        assertThat(leg.providerPrice()).isEqualTo(Money.of("10.40", "USD"));
        assertThat(story(placed).placement().estimate()).isEqualTo(Money.of("22.92992", "USD"));
        assertThat(market.claimed(pool)).isOne();
    }

    @Test
    void aPriceThatMovedAgainIsShownAndNotTaken() {
        Placement placed = awaiting(QosTier.STANDARD);
        market.change(pool, "price_micros = 11000000, usd_micros_per_gpu_hour = 1375000");

        assertThat(confirm.confirm(LINGHE, placed.id(), Money.of("22.92992", "USD")))
                .isInstanceOf(ConfirmAnswer.PriceChanged.class);
        assertThat(state(placed)).isEqualTo(PlacementState.AWAITING_BUYER);
    }

    @Test
    void theClaimLastsAsLongAsTheBuyerMayDecideAndThenItIsCancelledAndNothingIsOwed() {
        Placement placed = awaiting(QosTier.STANDARD);
        DOMAIN.wall().advance(Duration.ofMinutes(14));
        DOMAIN.bean(ExpireClaims.class).run();
        DOMAIN.bean(EndDuePlacements.class).run();
        assertThat(state(placed)).isEqualTo(PlacementState.AWAITING_BUYER);
        assertThat(market.claimed(pool)).isOne();

        DOMAIN.wall().advance(Duration.ofMinutes(1));
        assertThat(confirm.confirm(LINGHE, placed.id(), PLENTY))
                .isInstanceOf(ConfirmAnswer.NotAwaiting.class);
        DOMAIN.bean(ExpireClaims.class).run();
        DOMAIN.bean(EndDuePlacements.class).run();
        assertThat(state(placed)).isEqualTo(PlacementState.CANCELLED);
        assertThat(market.claimed(pool)).isZero();
        assertThat(provider.machinesEver()).isZero();
    }

    @Test
    void whatOthersTookWhileTheBuyerDecidedIsWaitedForOrRefused() {
        Placement placed = awaiting(QosTier.STANDARD);
        market.change(pool, "free = 0");
        assertThat(confirm.confirm(LINGHE, placed.id(), PLENTY))
                .isInstanceOf(ConfirmAnswer.Confirmed.class);
        assertThat(state(placed)).isEqualTo(PlacementState.QUEUED);
        assertThat(market.claimed(pool)).isZero();

        market.change(pool, "free = 20");
        market.change(pool, "price_micros = 10000000, usd_micros_per_gpu_hour = 1250000");
        Placement promised = awaiting(QosTier.GUARANTEED);
        market.change(pool, "free = 0");
        assertThat(confirm.confirm(LINGHE, promised.id(), PLENTY))
                .isInstanceOf(ConfirmAnswer.InsufficientCapacity.class);
        assertThat(state(promised)).isEqualTo(PlacementState.AWAITING_BUYER);
    }

    @Test
    void onlyWhoMayPlaceConfirmsAndOnlyWithinTheCreditLimit() {
        Placement placed = awaiting(QosTier.STANDARD);
        LedgerAmount missing = LedgerAmount.of("0.50", "USD");
        DOMAIN.bean(ScriptedCredit.class).answers(new CreditAnswer.Exceeded(missing));

        assertThat(confirm.confirm(LINGHE, placed.id(), PLENTY))
                .isEqualTo(new ConfirmAnswer.CreditExceeded(missing));
        assertThat(confirm.confirm(viewer(), placed.id(), PLENTY))
                .isEqualTo(new ConfirmAnswer.MayNotConfirm());
        assertThat(confirm.confirm(OTHER_LAB, placed.id(), PLENTY))
                .isEqualTo(new ConfirmAnswer.NoSuchPlacement());
        assertThat(confirm.effect(OTHER_LAB, placed.id()))
                .isEqualTo(new ConfirmAnswer.NoSuchPlacement());
    }

    @Test
    void aLegWhosePriceMovesWhileOthersAreOrderedIsRefusedAndNotPaidDearer() {
        market.pool("gang-b", 8, 1, 10_000_000);
        market.change(pool, "free = 1");
        Placement placed =
                market.accept(
                        LINGHE,
                        market.ask(
                                LINGHE, market.request(QosTier.STANDARD, 16, Spread.upToSites(2))));
        List<Leg> legs = story(placed).legs();
        assertThat(legs).hasSize(2);
        Steps steps = DOMAIN.bean(Steps.class);
        steps.change(placed.id(), one -> one.order(legs.get(0).id(), DOMAIN.wall().instant()));
        steps.change(
                placed.id(),
                one -> {
                    one.priceMoved(legs.get(1).id(), "dearer", DOMAIN.wall().instant());
                    return one.order(legs.get(1).id(), DOMAIN.wall().instant());
                });

        assertThat(story(placed).legs())
                .extracting(Leg::state)
                .containsExactly(LegState.STARTING, LegState.REFUSED);
    }

    @Test
    void anExtensionIsAtTheGoingRateAndWhatWasAgreedKeepsItsOwn() {
        Placement placed = running();
        Instant end = story(placed).placement().agreedEnd().orElseThrow();
        Instant began = story(placed).placement().startedAt().orElseThrow();
        market.change(pool, "price_micros = 10400000, usd_micros_per_gpu_hour = 1300000");

        ExtendAnswer answer = extend.effect(LINGHE, placed.id(), Duration.ofHours(1));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        ExtendAnswer.Effect.class,
                        effect -> {
                            assertThat(effect.agreedEnd()).isEqualTo(end.plusSeconds(3_600));
                            assertThat(effect.rate()).isEqualTo(Money.of("1.352", "USD"));
                            assertThat(effect.cost()).isEqualTo(LedgerAmount.of("10.82", "USD"));
                            assertThat(effect.tax()).isEqualTo(LedgerAmount.of("0.65", "USD"));
                            assertThat(effect.total()).isEqualTo(LedgerAmount.of("11.47", "USD"));
                        });
        assertThat(
                        extend.extend(
                                LINGHE, placed.id(), Duration.ofHours(1), Money.of("11.46", "USD")))
                .isInstanceOf(ExtendAnswer.PriceChanged.class);
        assertThat(
                        extend.extend(
                                LINGHE, placed.id(), Duration.ofHours(1), Money.of("11.47", "USD")))
                .isInstanceOf(ExtendAnswer.Extended.class);
        assertThat(story(placed).placement().estimate()).isEqualTo(Money.of("33.518", "USD"));

        DOMAIN.wall().advance(Duration.ofHours(4));
        DOMAIN.bean(EndDuePlacements.class).run();
        DOMAIN.bean(Reconcile.class).run();
        DOMAIN.bean(CollectUsage.class).run();
        List<UsageRecord> used = DOMAIN.bean(ReadUsage.class).of(LINGHE, placed.id());
        assertThat(used)
                .extracting(UsageRecord::from)
                .containsExactly(began, began.plus(TestMarket.DURATION));
        assertThat(used)
                .extracting(UsageRecord::gpuSeconds)
                .containsExactly(8L * 7_200, 8L * 3_600);
        assertThat(used)
                .extracting(it -> it.rate().perHour())
                .containsExactly(Money.of("1.30", "USD"), Money.of("1.352", "USD"));
        assertThat(used)
                .extracting(UsageRecord::providerPrice)
                .containsExactly(Money.of("10.00", "USD"), Money.of("10.40", "USD"));
        // 16 × 1.30 + 8 × 1.352 = 20.80 + 10.816
        assertThat(CostSoFar.of(story(placed), DOMAIN.wall().instant()))
                .isEqualTo(LedgerAmount.of("31.62", "USD"));
    }

    @Test
    void theBuyerIsToldAQuarterOfAnHourBeforeEachEndAndMayExtendUntilIt() {
        Placement placed = running();
        DOMAIN.wall().advance(TestMarket.DURATION.minus(Duration.ofMinutes(14)));
        DOMAIN.bean(EndDuePlacements.class).run();
        assertThat(warnings(placed)).isOne();
        extend.extend(LINGHE, placed.id(), Duration.ofMinutes(30), PLENTY);
        DOMAIN.bean(EndDuePlacements.class).run();
        assertThat(warnings(placed)).isOne();
        DOMAIN.wall().advance(Duration.ofMinutes(30));
        DOMAIN.bean(EndDuePlacements.class).run();
        assertThat(warnings(placed)).isEqualTo(2);

        DOMAIN.wall().advance(Duration.ofMinutes(14));
        assertThat(extend.extend(LINGHE, placed.id(), Duration.ofMinutes(30), PLENTY))
                .isInstanceOf(ExtendAnswer.NotExtendable.class);
        DOMAIN.bean(EndDuePlacements.class).run();
        DOMAIN.bean(Reconcile.class).run();
        assertThat(state(placed)).isEqualTo(PlacementState.ENDED);
    }

    @Test
    void anExtensionIsRefusedWithoutCreditOrAGoingRateAndChangesNothing() {
        Placement placed = running();
        LedgerAmount missing = LedgerAmount.of("3.00", "USD");
        DOMAIN.bean(ScriptedCredit.class).answers(new CreditAnswer.Exceeded(missing));
        assertThat(extend.extend(LINGHE, placed.id(), Duration.ofHours(1), PLENTY))
                .isEqualTo(new ExtendAnswer.CreditExceeded(missing));
        assertThat(extend.extend(viewer(), placed.id(), Duration.ofHours(1), PLENTY))
                .isEqualTo(new ExtendAnswer.MayNotExtend());
        assertThat(extend.effect(OTHER_LAB, placed.id(), Duration.ofHours(1)))
                .isEqualTo(new ExtendAnswer.NoSuchPlacement());
        DOMAIN.bean(ScriptedCredit.class).answers(new CreditAnswer.Granted());
        market.write("update offer set on_sale = false where pool_uuid = ?", pool.uuid());
        market.change(pool, "free = free");
        assertThat(extend.extend(LINGHE, placed.id(), Duration.ofHours(1), PLENTY))
                .isEqualTo(new ExtendAnswer.NotOnSale());
        assertThat(story(placed).placement().duration()).isEqualTo(TestMarket.DURATION);
    }

    private Placement awaiting(QosTier tier) {
        Placement placed = market.accept(LINGHE, market.ask(LINGHE, market.request(tier, 8)));
        market.change(pool, "price_micros = 10400000, usd_micros_per_gpu_hour = 1300000");
        DOMAIN.bean(StartPlacements.class).run();
        assertThat(state(placed)).isEqualTo(PlacementState.AWAITING_BUYER);
        return placed;
    }

    private Placement running() {
        Placement placed =
                market.accept(LINGHE, market.ask(LINGHE, market.request(QosTier.STANDARD, 8)));
        work();
        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        return placed;
    }

    private static Party viewer() {
        return new Party(LINGHE.person(), LINGHE.name(), LINGHE.organisation(), Role.VIEWER);
    }

    private void work() {
        DOMAIN.bean(StartPlacements.class).run();
        DOMAIN.bean(Reconcile.class).run();
    }

    private long warnings(Placement placed) {
        return story(placed).events().stream()
                .filter(event -> event.kind() == PlacementEvent.Kind.ENDS_SOON)
                .count();
    }

    private PlacementStory story(Placement placed) {
        return market.story(LINGHE, placed.id());
    }

    private PlacementState state(Placement placed) {
        return story(placed).placement().state();
    }
}
