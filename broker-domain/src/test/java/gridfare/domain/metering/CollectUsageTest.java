package gridfare.domain.metering;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.placement.Reconcile;
import gridfare.domain.placement.StartPlacements;
import gridfare.domain.placement.StopPlacement;
import gridfare.domain.placement.TestMarket;
import gridfare.domain.testing.DomainContainer;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.match.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CollectUsageTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private TestMarket market;

    @BeforeEach
    void newMarket() {
        market = new TestMarket(DOMAIN);
        market.pool("t8", 8, 3, 10_160_000);
    }

    @Test
    void aLongRunIsWrittenInWindowsOfADayAndCutAtMidnightOfAMonthUtc() {
        PlacementId placed = running(Duration.ofDays(20));
        Instant began = now();
        for (int day = 0; day < 10; day++) {
            DOMAIN.wall().advance(Duration.ofHours(24));
            DOMAIN.bean(Reconcile.class).run();
            collect();
            collect();
        }
        Instant end = now();
        DOMAIN.bean(StopPlacement.class).stop(LINGHE, placed);
        DOMAIN.bean(Reconcile.class).run();
        collect();

        List<UsageRecord> used = used(placed);
        assertThat(used.getFirst().from()).isEqualTo(began);
        assertThat(used.getLast().to()).isEqualTo(end);
        assertWithoutGap(used);
        assertThat(used)
                .allMatch(it ->
                        Duration.between(it.from(), it.to()).compareTo(Duration.ofHours(24)) <= 0);
        assertThat(used)
                .extracting(UsageRecord::from)
                .contains(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(sum(used)).isEqualTo(8 * Duration.between(began, end).toSeconds());
    }

    @Test
    void aSplitByHandEndsAWindowAtThatSecondAndTheNextBeginsThere() {
        PlacementId placed = running(Duration.ofHours(2));
        Instant began = now();
        DOMAIN.wall().advance(Duration.ofSeconds(100));
        Instant split = now();
        var collect = DOMAIN.bean(CollectUsage.class);
        assertThat(collect.splitAt(LINGHE.organisation(), split)).isOne();
        assertThat(collect.splitAt(LINGHE.organisation(), split)).isZero();
        DOMAIN.wall().advance(Duration.ofSeconds(50));
        DOMAIN.bean(StopPlacement.class).stop(LINGHE, placed);
        DOMAIN.bean(Reconcile.class).run();
        collect();

        assertThat(used(placed)).extracting(UsageRecord::from).containsExactly(began, split);
        assertThat(used(placed))
                .extracting(UsageRecord::gpuSeconds)
                .containsExactly(8L * 100, 8L * 50);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        collect.splitAt(LINGHE.organisation(), now().plus(Duration.ofDays(1))));
    }

    @Test
    void collectorsTogetherWriteEachWindowOnce() throws Exception {
        PlacementId placed = running(Duration.ofHours(2));
        DOMAIN.wall().advance(Duration.ofSeconds(10));
        DOMAIN.bean(StopPlacement.class).stop(LINGHE, placed);
        DOMAIN.bean(Reconcile.class).run();
        try (var executor = Executors.newFixedThreadPool(8)) {
            Callable<Integer> one = () -> DOMAIN.bean(CollectUsage.class).run();
            for (var result : executor.invokeAll(List.of(one, one, one, one, one, one, one, one))) {
                result.get();
            }
        }

        assertThat(used(placed)).extracting(UsageRecord::gpuSeconds).containsExactly(8L * 10);
    }

    private PlacementId running(Duration duration) {
        Request request =
                Request.capacity(8, duration)
                        .tier(QosTier.STANDARD)
                        .chips(Set.of(TestMarket.CHIP))
                        .allowedProviders(Set.of(market.provider()))
                        .build();
        Placement placed = market.accept(LINGHE, market.ask(LINGHE, request));
        DOMAIN.bean(StartPlacements.class).run();
        DOMAIN.bean(Reconcile.class).run();
        return placed.id();
    }

    private static void assertWithoutGap(List<UsageRecord> used) {
        for (int i = 1; i < used.size(); i++) {
            assertThat(used.get(i).from()).isEqualTo(used.get(i - 1).to());
        }
    }

    private static long sum(List<UsageRecord> used) {
        return used.stream().mapToLong(UsageRecord::gpuSeconds).sum();
    }

    private static List<UsageRecord> used(PlacementId placed) {
        return DOMAIN.bean(ReadUsage.class).of(LINGHE, placed);
    }

    private static void collect() {
        DOMAIN.bean(CollectUsage.class).run();
    }

    private static Instant now() {
        return DOMAIN.bean(InstantSource.class).instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
