package gridfare.domain.placement;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.metering.CollectUsage;
import gridfare.domain.metering.ReadUsage;
import gridfare.domain.metering.UsageRecord;
import gridfare.domain.notice.Inbox;
import gridfare.domain.notice.Notice;
import gridfare.domain.notice.NoticeKind;
import gridfare.domain.provider.LegId;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.testing.ScriptedCredit;
import gridfare.domain.testing.ScriptedProvider;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.Spread;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.place.Jurisdiction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of placements whose machines go, by tier: over the real database.
class RecoveryTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private TestMarket market;
    private ScriptedProvider provider;

    @BeforeEach
    void newMarket() {
        market = new TestMarket(DOMAIN);
        provider = DOMAIN.bean(ScriptedProvider.class);
        DOMAIN.bean(ScriptedCredit.class).answers(new CreditAnswer.Granted());
        DOMAIN.bean(Inbox.class).markRead(LINGHE);
    }

    @Test
    @DisplayName("F08, N27: 8 GPUs at 2.10 that vanish are charged to the last heartbeat, 11.57")
    void whatVanishesIsChargedToItsLastHeartbeat() {
        market.pool("t8", 8, 3, 10_000_000);
        Placement placed = running(market.request(QosTier.STANDARD, 8));
        market.asJob(
                "update leg set rate_micros = 2100000 where id_uuid = '%s'"
                        .formatted(leg(placed).id().uuid()));
        // billing.md N27: from 10:00:00 to the last heartbeat at 10:41:20
        Instant began = leg(placed).runningSince().orElseThrow();
        Instant last = began.plus(Duration.ofMinutes(41).plusSeconds(20));
        DOMAIN.wall().advance(Duration.between(DOMAIN.wall().instant(), last));
        reconcile();
        provider.vanish(leg(placed).id());
        work(Duration.ofSeconds(10), 15);
        DOMAIN.bean(CollectUsage.class).run();

        assertThat(DOMAIN.bean(ReadUsage.class).of(LINGHE, placed.id()))
                .extracting(UsageRecord::gpuSeconds)
                .containsExactly(8L * 2_480);
        assertThat(CostSoFar.of(story(placed), DOMAIN.wall().instant()))
                .isEqualTo(LedgerAmount.of("11.57", "USD"));
    }

    @Test
    @DisplayName(
            "F08: detected within 120 s, the buyer has other machines and is told within 180 s")
    void aGuaranteedPlacementIsPlacedAnewAndItsBuyerToldWhatChanged() {
        PoolId first = market.pool("t8", 8, 3, 10_000_000);
        PoolId second = market.pool("other", 8, 3, 10_200_000);
        Placement placed = running(market.request(QosTier.GUARANTEED, 8));
        assertThat(leg(placed).pool()).isEqualTo(first);
        LegId vanished = leg(placed).id();
        var rate = leg(placed).rate();
        provider.vanish(vanished);
        Instant since = DOMAIN.wall().instant();
        long detected = 0;
        long placedAnew = 0;
        for (int i = 0; i < 40 && placedAnew == 0; i++) {
            work(Duration.ofSeconds(5), 1);
            long seconds = Duration.between(since, DOMAIN.wall().instant()).toSeconds();
            Leg gone = story(placed).legs().getFirst();
            assertThat(gone.id()).isEqualTo(vanished);
            if (detected == 0 && gone.missingSince().isPresent()) detected = seconds;
            if (provider.alive().size() == 1 && state(placed) == PlacementState.RUNNING) {
                placedAnew = seconds;
            }
        }

        assertThat(detected).isBetween(1L, 120L);
        assertThat(placedAnew).isBetween(1L, 180L);
        assertThat(leg(placed).pool()).isEqualTo(second);
        assertThat(leg(placed).rate()).isEqualTo(rate);
        assertThat(told())
                .extracting(Notice::kind)
                .contains(NoticeKind.PLACEMENT_RECOVERING, NoticeKind.PLACEMENT_RECOVERED);
        assertThat(told())
                .filteredOn(notice -> notice.kind() == NoticeKind.PLACEMENT_RECOVERED)
                .singleElement()
                .satisfies(notice ->
                        assertThat(notice.arguments())
                                .containsEntry(
                                        "detail", "1 × t8 @ site-t8 → 1 × other @ site-other"));
    }

    @Test
    void onlyTheFailedMemberOfAGangIsReplaced() {
        market.pool("gang-a", 8, 1, 10_000_000);
        market.pool("gang-b", 8, 1, 10_000_000);
        market.pool("spare", 8, 5, 10_100_000);
        Placement placed = running(market.request(QosTier.GUARANTEED, 16, Spread.upToSites(2)));
        List<Leg> before = story(placed).legs();
        Leg stays = before.get(0);
        Leg goes = before.get(1);
        provider.vanish(goes.id());
        work(Duration.ofSeconds(10), 18);

        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        assertThat(provider.alive()).hasSize(2).contains(stays.id());
        assertThat(provider.machinesEver(stays.id())).isOne();
        assertThat(story(placed).legs())
                .extracting(Leg::state)
                .containsExactly(LegState.RUNNING, LegState.LOST, LegState.RUNNING);
    }

    @Test
    void recoveryRespectsPriceAndPlaceAndKeepsSeekingAsLongAsItsTierSays() {
        market.pool("t8", 8, 1, 10_000_000, "CN-GZ");
        market.pool("abroad", 8, 3, 10_000_000, "SG-01");
        market.pool("dear", 8, 3, 10_310_000, "CN-GZ");
        market.pool("plenty", 1, 100, 9_000_000, "CN-GZ"); // another shape: not a replacement
        Request inChina =
                Request.capacity(8, TestMarket.DURATION)
                        .tier(QosTier.GUARANTEED)
                        .spread(Spread.NODE)
                        .chips(Set.of(TestMarket.CHIP))
                        .allowedProviders(Set.of(market.provider()))
                        .jurisdictions(Set.of(new Jurisdiction("CN")))
                        .build();
        Placement placed = running(inChina);
        provider.vanish(leg(placed).id());
        work(Duration.ofSeconds(10), 24);
        assertThat(state(placed)).isEqualTo(PlacementState.RECOVERING);
        assertThat(story(placed).legs()).hasSize(1);

        PoolId fits = market.pool("fits", 8, 1, 10_299_000, "CN-SC");
        work(Duration.ofSeconds(10), 3);
        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        assertThat(leg(placed).pool()).isEqualTo(fits);
    }

    @Test
    void aPromiseThatCannotBeKeptEndsWhenItsTierSaysAndIsTold() {
        market.pool("t8", 8, 1, 10_000_000);
        market.pool("plenty", 1, 100, 90_000_000);
        Placement placed = running(market.request(QosTier.GUARANTEED, 8, Spread.NODE));
        provider.vanish(leg(placed).id());
        provider.soldOut("plenty");
        // lost after 120 s at the latest, then five minutes
        work(Duration.ofSeconds(10), 48);

        assertThat(state(placed)).isEqualTo(PlacementState.FAILED);
        assertThat(story(placed).placement().reason()).contains(PlacementReason.MACHINE_LOST);
        assertThat(told()).extracting(Notice::kind).contains(NoticeKind.PLACEMENT_FAILED);
    }

    @Test
    void bestEffortWaitsInTheQueueAndGoesOnWithTheTimeThatWasLeft() {
        PoolId pool = market.pool("t8", 8, 1, 10_000_000);
        Placement placed = running(market.request(QosTier.BEST_EFFORT, 8));
        DOMAIN.wall().advance(Duration.ofMinutes(10));
        reconcile();
        provider.vanish(leg(placed).id());
        market.change(pool, "free = 0");
        work(Duration.ofSeconds(10), 16);
        assertThat(state(placed)).isEqualTo(PlacementState.QUEUED);
        assertThat(told()).extracting(Notice::kind).contains(NoticeKind.PLACEMENT_PAUSED);

        DOMAIN.wall().advance(Duration.ofHours(3));
        DOMAIN.bean(EndDuePlacements.class).run();
        assertThat(state(placed)).isEqualTo(PlacementState.QUEUED);
        market.change(pool, "free = 1");
        work(Duration.ofSeconds(1), 3);
        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        DOMAIN.wall().advance(Duration.ofHours(3));
        DOMAIN.bean(EndDuePlacements.class).run();
        reconcile();
        DOMAIN.bean(CollectUsage.class).run();

        assertThat(state(placed)).isEqualTo(PlacementState.ENDED);
        long used =
                DOMAIN.bean(ReadUsage.class).of(LINGHE, placed.id()).stream()
                        .mapToLong(UsageRecord::gpuSeconds)
                        .sum();
        // ten minutes before; what is between the last sighting and the loss is the buyer's time
        // too
        assertThat(used).isLessThanOrEqualTo(8L * 7_200).isGreaterThan(8L * (7_200 - 180));
        assertThat(market.claimed(pool)).isZero();
    }

    @Test
    void whatTheProviderTakesBackIsToldFirstAndThenGoesOnElsewhere() {
        market.pool("t8", 8, 3, 10_000_000);
        market.pool("other", 8, 3, 10_200_000);
        Placement standard = running(market.request(QosTier.STANDARD, 8));
        LegId first = leg(standard).id();
        provider.reclaims(first);
        work(Duration.ofSeconds(30), 1);
        Instant told = DOMAIN.wall().instant();
        assertThat(told())
                .filteredOn(notice -> notice.kind() == NoticeKind.PLACEMENT_LEAVING)
                .singleElement()
                .satisfies(notice ->
                        assertThat(notice.arguments())
                                .containsEntry(
                                        "detail",
                                        PlacementCase.seconds(told)
                                                .plus(Duration.ofMinutes(5))
                                                .toString()));
        work(Duration.ofSeconds(30), 9);
        assertThat(provider.alive()).containsExactly(first);
        work(Duration.ofSeconds(10), 4);

        assertThat(state(standard)).isEqualTo(PlacementState.RUNNING);
        assertThat(provider.alive()).hasSize(1).doesNotContain(first);
        assertThat(story(standard).legs())
                .extracting(Leg::state)
                .containsExactly(LegState.RELEASED, LegState.RUNNING);
        assertThat(told())
                .filteredOn(notice -> notice.kind() == NoticeKind.PLACEMENT_RECOVERING)
                .singleElement()
                .satisfies(notice ->
                        assertThat(notice.arguments()).containsEntry("reason", "reclaimed"));
    }

    @Test
    void bestEffortIsPausedHalfAMinuteAfterTheNoticeAndQueued() {
        PoolId pool = market.pool("t8", 8, 1, 10_000_000);
        Placement placed = running(market.request(QosTier.BEST_EFFORT, 8));
        provider.reclaims(leg(placed).id());
        market.change(pool, "free = 0");
        work(Duration.ofSeconds(30), 1);
        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        work(Duration.ofSeconds(10), 4);

        assertThat(state(placed)).isEqualTo(PlacementState.QUEUED);
        assertThat(story(placed).placement().reason()).contains(PlacementReason.RECLAIMED);
        assertThat(provider.alive()).isEmpty();
        assertThat(told())
                .extracting(Notice::kind)
                .contains(NoticeKind.PLACEMENT_LEAVING, NoticeKind.PLACEMENT_PAUSED);
        assertThat(DOMAIN.bean(StopPlacement.class).stop(LINGHE, placed.id()))
                .isInstanceOf(StopAnswer.Stopping.class);
        assertThat(state(placed)).isEqualTo(PlacementState.ENDED);
    }

    private List<Notice> told() {
        return DOMAIN.bean(Inbox.class).read(LINGHE, 50, null).stream()
                .filter(notice -> notice.readAt() == null)
                .toList();
    }

    private Placement running(Request request) {
        Placement placed = market.accept(LINGHE, market.ask(LINGHE, request));
        work(Duration.ofSeconds(1), 2);
        assertThat(state(placed)).isEqualTo(PlacementState.RUNNING);
        return placed;
    }

    /// The jobs, as often as time passes.
    private void work(Duration each, int times) {
        for (int i = 0; i < times; i++) {
            DOMAIN.wall().advance(each);
            DOMAIN.bean(EndDuePlacements.class).run();
            DOMAIN.bean(AdmitQueued.class).run();
            DOMAIN.bean(StartPlacements.class).run();
            reconcile();
            DOMAIN.bean(StartPlacements.class).run();
            reconcile();
        }
    }

    private void reconcile() {
        DOMAIN.bean(Reconcile.class).run();
    }

    private PlacementStory story(Placement placed) {
        return market.story(LINGHE, placed.id());
    }

    private Leg leg(Placement placed) {
        return story(placed).legs().getLast();
    }

    private PlacementState state(Placement placed) {
        return story(placed).placement().state();
    }
}
