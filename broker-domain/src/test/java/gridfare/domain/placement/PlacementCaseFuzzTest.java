package gridfare.domain.placement;

import static gridfare.domain.placement.TestCases.START;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.placement.PlacementCase.Ask;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.StartOutcome;
import gridfare.pricing.admission.MoveCause;
import gridfare.pricing.match.QosTier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever happens in whichever order, with workers that die between any two steps, answers that
/// are lost and machines that vanish: no leg is started twice, none is forgotten, every claim ends
/// once, nothing is charged twice or past the agreed end. The seed is in the test's name: after a
/// failure, add it to `PAST_FAILURES` before the repair.
class PlacementCaseFuzzTest {

    private static final long[] PAST_FAILURES = {};

    /// A provider in memory: what it has is the truth.
    private static final class World {
        final SplittableRandom random;
        final PlacementCase placed;
        final Map<LegId, Boolean> machines = new HashMap<>(); // true: runs
        final Map<LegId, Integer> created = new HashMap<>();
        final Set<LegId> vanished = new HashSet<>();
        Instant now = START;

        World(long seed) {
            random = new SplittableRandom(seed);
            QosTier tier = oneOf(List.of(QosTier.values()), random);
            boolean waits = tier.mayQueue() && random.nextInt(4) == 0;
            placed =
                    TestCases.accepted(
                            tier,
                            1 + random.nextInt(3),
                            waits ? PlacementReason.WAITING_FOR_CAPACITY : null,
                            random);
        }

        /// A worker orders a leg, and may die before the call, after it, or lose the answer.
        void order(Leg leg) {
            Ask ask = placed.order(leg.id(), now);
            if (ask == Ask.NOTHING || dies()) return;
            if (ask == Ask.FIND_THEN_ORDER && machines.containsKey(leg.id())) {
                if (!dies()) placed.started(leg.id(), List.of("i"), now, now);
                return;
            }
            if (random.nextInt(5) == 0 && !machines.containsKey(leg.id())) {
                StartOutcome.Reason why = oneOf(List.of(StartOutcome.Reason.values()), random);
                if (!dies()) placed.refused(leg.id(), why, "no", now);
                return;
            }
            if (!machines.containsKey(leg.id()) && !vanished.contains(leg.id())) {
                machines.put(leg.id(), false);
                created.merge(leg.id(), 1, Integer::sum);
            }
            if (!dies()) placed.started(leg.id(), List.of("i"), now, now);
        }

        void watch(Leg leg) {
            Boolean runs = machines.get(leg.id());
            switch (leg.state()) {
                case STARTING, RUNNING -> {
                    if (runs != null && runs && random.nextInt(5) > 0) {
                        placed.seenRunning(leg.id(), now, now);
                    } else if (runs == null || random.nextInt(5) == 0) {
                        placed.missing(leg.id(), now, now);
                    }
                }
                case STOPPING -> {
                    machines.remove(leg.id());
                    if (!dies()) placed.released(leg.id(), now);
                }
                case PLANNED, HELD, RELEASED, REFUSED, LOST -> {
                    // late and repeated reports mean nothing any more
                    placed.released(leg.id(), now);
                    placed.seenRunning(leg.id(), now, now);
                    placed.missing(leg.id(), now, now);
                }
            }
        }

        void mend() {
            for (Leg leg : placed.toReplace()) {
                if (placed.mayReplace(leg) && random.nextBoolean()) {
                    placed.replaced(
                            leg.id(), TestCases.legId(random), TestCases.terms(random), now);
                } else {
                    placed.notReplaced(
                            leg.id(), TestCases.legId(random), PlacementReason.SOLD_OUT, now, now);
                }
            }
        }

        void step() {
            List<Leg> legs = placed.legs();
            Leg leg = legs.get(random.nextInt(legs.size()));
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> order(leg);
                case 3, 4, 5 -> watch(leg);
                case 6 -> mend();
                case 7 -> placed.admitted(now);
                case 8 -> machines.replaceAll((id, runs) -> true);
                case 9 -> {
                    if (random.nextInt(4) == 0 && machines.remove(leg.id()) != null) {
                        vanished.add(leg.id());
                    }
                }
                case 10 -> {
                    if (random.nextInt(10) == 0) stop();
                    else if (random.nextInt(10) == 0) placed.claimsExpired(now);
                    else if (random.nextInt(5) == 0) leaves(leg);
                    else if (random.nextInt(20) == 0) placed.confirmed(random.nextBoolean(), now);
                    else if (random.nextInt(20) == 0) placed.priceMoved(leg.id(), "up", now);
                }
                default -> now = now.plusMillis(random.nextLong(90_000));
            }
            check();
        }

        /// The provider takes machines back, or somebody stricter needs them.
        void leaves(Leg leg) {
            placed.announceMove(
                    List.of(leg.id()),
                    oneOf(List.of(MoveCause.values()), random),
                    PlacementReason.RECLAIMED,
                    now);
            now = now.plusSeconds(random.nextLong(400));
            placed.move(now, now);
        }

        void stop() {
            placed.stopByBuyer(now);
        }

        boolean dies() {
            return random.nextInt(6) == 0;
        }

        void check() {
            assertThat(created.values()).allMatch(times -> times == 1);
            assertThat(placed.current())
                    .extracting(Leg::slot)
                    .doesNotHaveDuplicates()
                    .hasSize((int) placed.legs().stream().map(Leg::slot).distinct().count());
            if (placed.placement().state().isFinal()) {
                assertThat(placed.legs()).allMatch(leg -> leg.state().isFinal());
                assertThat(placed.placement().endedAt()).isPresent();
                assertThat(placed.placement().premiumGpus()).isZero();
            }
            for (Leg leg : placed.legs()) {
                leg.runningSince()
                        .ifPresent(from -> assertThat(from).isEqualTo(PlacementCase.seconds(from)));
                leg.stoppedAt()
                        .ifPresent(to -> assertThat(to).isAfterOrEqualTo(leg.runningSince().get()));
                // A machine that a live placement does not know of would be lost: the tag finds it.
                if (machines.containsKey(leg.id())
                        && leg.state() != LegState.LOST
                        && leg.state() != LegState.REFUSED) {
                    assertThat(leg.state().isOutside()).as(leg.toString()).isTrue();
                }
            }
        }

        long charged(Leg leg) {
            Instant end = leg.stoppedAt().orElse(now);
            Instant agreed = placed.placement().agreedEnd().orElse(end);
            if (agreed.isBefore(end)) end = agreed;
            return Math.max(0, Duration.between(leg.runningSince().get(), end).toSeconds());
        }

        /// Everything is stopped, and workers that live go on until nothing is left to do.
        void finish() {
            stop();
            for (int round = 0; round < 50 && !placed.placement().state().isFinal(); round++) {
                now = now.plusSeconds(1);
                for (Leg leg : placed.legs()) watch(leg);
            }
            check();
            assertThat(placed.placement().state().isFinal()).isTrue();
            assertThat(placed.placement().state())
                    .isIn(PlacementState.ENDED, PlacementState.FAILED, PlacementState.CANCELLED);
            List<LegId> freed = new ArrayList<>();
            placed.freedLegs().forEach(leg -> freed.add(leg.id()));
            assertThat(freed).doesNotHaveDuplicates();
            // Each place was charged by one leg at a time, and no longer than agreed in all.
            for (int slot = 0; slot < 3; slot++) {
                int place = slot;
                long seconds =
                        placed.legs().stream()
                                .filter(leg ->
                                        leg.slot() == place && leg.runningSince().isPresent())
                                .mapToLong(leg -> charged(leg))
                                .sum();
                if (placed.placement().pausedAt().isEmpty()) {
                    assertThat(seconds)
                            .isLessThanOrEqualTo(placed.placement().duration().toSeconds());
                }
            }
            for (Leg leg : placed.legs()) {
                leg.replaces()
                        .map(placed::leg)
                        .flatMap(Leg::stoppedAt)
                        .ifPresent(before ->
                                leg.runningSince()
                                        .ifPresent(since ->
                                                assertThat(since).isAfterOrEqualTo(before)));
            }
        }
    }

    private static <T> T oneOf(List<T> things, SplittableRandom random) {
        return things.get(random.nextInt(things.size()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsStartedTwiceForgottenOrChargedTwice(long seed) {
        World world = new World(seed);
        for (int i = 0; i < 200; i++) world.step();
        world.finish();
    }

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(PAST_FAILURES), new SplittableRandom(20261124).longs(1_000));
    }
}
