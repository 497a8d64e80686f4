package gridfare.domain.placement;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.metering.CollectUsage;
import gridfare.domain.metering.ReadUsage;
import gridfare.domain.metering.UsageRecord;
import gridfare.domain.provider.CallLog;
import gridfare.domain.provider.LegId;
import gridfare.domain.quote.Quote;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.testing.ScriptedProvider;
import gridfare.domain.testing.ScriptedProvider.Mishap;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.QosTier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Several placements at once over the real database, with lost answers, silence, vanished
/// machines, buyers who stop, and jobs that die at any step: in the end nothing runs, nothing is
/// claimed, every leg had machines once at most, and every running second was written once.
class FlowFuzzTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final long[] PAST_FAILURES = {};

    private static final String[] POINTS = {
        Failpoints.BEFORE_PROVIDER_CALL,
        Failpoints.AFTER_PROVIDER_STARTED_BEFORE_RECORD,
        Failpoints.AFTER_RECORD,
        Failpoints.AFTER_STOP_BEFORE_RECORD,
        Failpoints.AFTER_USAGE
    };

    /// The process is gone: no catch block of ours sees it.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everythingEndsAndEverySecondIsWrittenOnce(long seed) {
        var random = new SplittableRandom(seed);
        var market = new TestMarket(DOMAIN);
        var provider = DOMAIN.bean(ScriptedProvider.class);
        var failpoints = DomainContainer.itself(DOMAIN.bean(Failpoints.class));
        failpoints.disarm();
        List<PoolId> pools =
                List.of(
                        market.pool("a", 8, 3, 10_000_000),
                        market.pool("b", 8, 3, 10_100_000),
                        market.pool("c", 8, 20, 10_200_000));
        List<Mishap> mishaps = List.of(Mishap.values());
        List<Placement> placed = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(10)) {
                case 0, 1 -> {
                    QosTier tier = random.nextBoolean() ? QosTier.GUARANTEED : QosTier.BEST_EFFORT;
                    Quote quote = market.ask(LINGHE, market.request(tier, 8));
                    if (!quote.options().isEmpty()
                            && DOMAIN.bean(AcceptQuote.class)
                                            .accept(
                                                    LINGHE,
                                                    quote.id(),
                                                    quote.options().getFirst().id(),
                                                    PlacementWishes.NONE)
                                    instanceof Acceptance.Accepted(Placement placement)) {
                        placed.add(placement);
                    }
                }
                case 2 ->
                        provider.next(
                                mishaps.get(random.nextInt(mishaps.indexOf(Mishap.SOLD_TWICE))));
                case 3 -> provider.silent(random.nextInt(3) == 0);
                case 4 ->
                        failpoints.arm(
                                POINTS[random.nextInt(POINTS.length)],
                                () -> {
                                    throw new Killed();
                                });
                case 5 -> {
                    if (!placed.isEmpty()) {
                        Placement one = placed.get(random.nextInt(placed.size()));
                        DOMAIN.bean(StopPlacement.class).stop(LINGHE, one.id());
                    }
                }
                case 6 -> {
                    List<LegId> alive = List.copyOf(provider.alive());
                    if (!alive.isEmpty() && random.nextInt(3) == 0) {
                        provider.vanish(alive.get(random.nextInt(alive.size())));
                    }
                }
                case 7 -> DOMAIN.wall().advance(Duration.ofSeconds(random.nextLong(1, 90)));
                default -> work();
            }
            work();
            DOMAIN.wall().advance(Duration.ofMillis(random.nextLong(3_000)));
        }
        provider.silent(false);
        failpoints.disarm();
        placed.forEach(one -> DOMAIN.bean(StopPlacement.class).stop(LINGHE, one.id()));
        for (int i = 0; i < 30; i++) {
            DOMAIN.wall().advance(Duration.ofSeconds(11));
            work();
        }

        assertThat(provider.alive()).isEmpty();
        for (PoolId pool : pools) assertThat(market.claimed(pool)).isZero();
        for (Placement one : placed) check(market.story(LINGHE, one.id()), provider);
        assertThat(market.number("select coalesce(sum(committed), 0) from premium_counter"))
                .isZero();
    }

    private static void check(PlacementStory story, ScriptedProvider provider) {
        assertThat(story.placement().state().isFinal()).as(story.placement().toString()).isTrue();
        Map<LegId, List<UsageRecord>> used = new HashMap<>();
        for (UsageRecord record : DOMAIN.bean(ReadUsage.class).of(LINGHE, story.placement().id())) {
            used.computeIfAbsent(record.leg(), leg -> new ArrayList<>()).add(record);
        }
        for (Leg leg : story.legs()) {
            assertThat(leg.state().isFinal()).isTrue();
            assertThat(provider.machinesEver(leg.id())).isLessThanOrEqualTo(1);
            long seconds = 0;
            if (leg.runningSince().isPresent()) {
                Instant end = leg.stoppedAt().orElseThrow();
                // none while it is paused: then its legs were stopped before
                Instant agreed = story.placement().agreedEnd().orElse(end);
                if (agreed.isBefore(end)) end = agreed;
                seconds = Duration.between(leg.runningSince().get(), end).toSeconds();
            }
            assertThat(
                            used.getOrDefault(leg.id(), List.of()).stream()
                                    .mapToLong(UsageRecord::gpuSeconds)
                                    .sum())
                    .isEqualTo(8 * seconds);
        }
    }

    /// Every job once; where one dies, the process is started again.
    private static void work() {
        surviving(() -> DOMAIN.bean(EndDuePlacements.class).run());
        surviving(() -> DOMAIN.bean(AdmitQueued.class).run());
        surviving(() -> DOMAIN.bean(StartPlacements.class).run());
        surviving(() -> DOMAIN.bean(Reconcile.class).run());
        surviving(() -> DOMAIN.bean(CollectUsage.class).run());
        surviving(() -> DOMAIN.bean(CallLog.class).flush());
    }

    private static void surviving(Runnable job) {
        try {
            job.run();
        } catch (Killed killed) {
            // taken back below, as at the start of a process
        }
        DOMAIN.bean(LegDesk.class).takeBackOwn();
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(PAST_FAILURES), new SplittableRandom(7).longs(4));
    }
}
