package gridfare.domain.placement;

import static gridfare.domain.placement.TestCases.DURATION;
import static gridfare.domain.placement.TestCases.START;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.placement.PlacementCase.Ask;
import gridfare.domain.provider.StartOutcome;
import gridfare.pricing.admission.MoveCause;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacementCaseTest {

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void oneLegGoesTheWholeWay() {
        PlacementCase placed = TestCases.accepted(QosTier.STANDARD, 1, random);
        Leg leg = placed.legs().getFirst();

        assertThat(placed.order(leg.id(), START)).isEqualTo(Ask.ORDER);
        assertThat(placed.placement().state()).isEqualTo(PlacementState.RESERVING);
        placed.started(leg.id(), List.of("i-1"), START, START);
        assertThat(placed.placement().state()).isEqualTo(PlacementState.STARTING);
        placed.seenRunning(leg.id(), at(2), at(2));
        assertThat(placed.placement().state()).isEqualTo(PlacementState.RUNNING);
        assertThat(placed.placement().agreedEnd()).contains(at(2).plus(DURATION));
        placed.stop(PlacementReason.STOPPED_BY_BUYER, null, PlacementState.ENDED, at(100));
        assertThat(placed.placement().state()).isEqualTo(PlacementState.STOPPING);
        assertThat(placed.freedLegs()).isEmpty();
        placed.released(leg.id(), at(103));

        assertThat(placed.placement().state()).isEqualTo(PlacementState.ENDED);
        assertThat(leg.runningSince()).contains(at(2));
        assertThat(leg.stoppedAt()).contains(at(103));
        assertThat(placed.freedLegs()).containsExactly(leg);
    }

    @Test
    void anOrderThatMayHaveBeenSentIsLookedForFirst() {
        PlacementCase placed = TestCases.accepted(QosTier.STANDARD, 1, random);
        Leg leg = placed.legs().getFirst();
        placed.order(leg.id(), START);

        assertThat(placed.order(leg.id(), START)).isEqualTo(Ask.FIND_THEN_ORDER);
        placed.started(leg.id(), List.of("i-1"), START, START);
        assertThat(placed.order(leg.id(), START)).isEqualTo(Ask.NOTHING);
    }

    @Test
    void aVirtualClusterLetsAllLegsGoWhenOneIsRefusedForGood() {
        PlacementCase placed = TestCases.accepted(QosTier.STANDARD, 2, random);
        Leg one = placed.legs().get(0);
        Leg other = placed.legs().get(1);
        placed.order(one.id(), START);
        placed.order(other.id(), START);
        placed.started(one.id(), List.of("i-1"), START, START);
        placed.refused(other.id(), StartOutcome.Reason.SOLD_OUT, "none", START);

        assertThat(placed.toReplace()).containsExactly(other);
        placed.notReplaced(
                other.id(), TestCases.legId(random), PlacementReason.SOLD_OUT, START, START);

        assertThat(placed.placement().state()).isEqualTo(PlacementState.STOPPING);
        assertThat(one.state()).isEqualTo(LegState.STOPPING);
        placed.released(one.id(), at(1));
        assertThat(placed.placement().state()).isEqualTo(PlacementState.FAILED);
        assertThat(placed.placement().reason()).contains(PlacementReason.SOLD_OUT);
    }

    @Test
    void aSingleLegThatIsRefusedForGoodWaitsWhereItsTierMay() {
        PlacementCase placed = TestCases.accepted(QosTier.BEST_EFFORT, 1, random);
        Leg leg = placed.legs().getFirst();
        placed.order(leg.id(), START);
        placed.refused(leg.id(), StartOutcome.Reason.SOLD_OUT, "none", START);
        placed.notReplaced(
                leg.id(), TestCases.legId(random), PlacementReason.SOLD_OUT, START, START);

        assertThat(placed.placement().state()).isEqualTo(PlacementState.QUEUED);
        assertThat(placed.current()).singleElement().matches(it -> it.state() == LegState.PLANNED);
        assertThat(placed.freedLegs()).containsExactly(leg);
    }

    @Test
    void aGuaranteedPlacementRecoversOnAnotherLegAndKeepsItsAgreedEnd() {
        PlacementCase placed = TestCases.accepted(QosTier.GUARANTEED, 1, random);
        Leg leg = placed.legs().getFirst();
        run(placed, leg);
        placed.seenRunning(leg.id(), at(60), at(60));
        placed.missing(leg.id(), at(120), at(120));
        placed.missing(leg.id(), at(150), at(150));
        assertThat(leg.state()).isEqualTo(LegState.RUNNING);
        placed.missing(leg.id(), at(180), at(180));

        assertThat(leg.state()).isEqualTo(LegState.LOST);
        assertThat(leg.stoppedAt()).contains(at(60));
        assertThat(placed.placement().state()).isEqualTo(PlacementState.RECOVERING);
        Instant agreedEnd = placed.placement().agreedEnd().orElseThrow();

        var next = TestCases.legId(random);
        placed.replaced(leg.id(), next, TestCases.terms(random), at(181));
        assertThat(placed.order(next, at(181))).isEqualTo(Ask.ORDER);
        placed.started(next, List.of("i-2"), at(182), at(182));
        placed.seenRunning(next, at(185), at(185));

        assertThat(placed.placement().state()).isEqualTo(PlacementState.RUNNING);
        assertThat(placed.placement().agreedEnd()).contains(agreedEnd);
    }

    @Test
    void aBriefSilenceLosesNothing() {
        PlacementCase placed = TestCases.accepted(QosTier.STANDARD, 1, random);
        Leg leg = placed.legs().getFirst();
        run(placed, leg);
        placed.missing(leg.id(), at(1_000), at(1_000)); // we were down: nobody asked for long
        placed.missing(leg.id(), at(1_030), at(1_030));
        assertThat(leg.state()).isEqualTo(LegState.RUNNING);
        placed.seenRunning(leg.id(), at(1_031), at(1_031));
        assertThat(leg.missingSince()).isEmpty();
    }

    @Test
    void aStandardPlacementSeeksOtherMachinesForHalfAnHourAndThenFails() {
        PlacementCase placed = TestCases.accepted(QosTier.STANDARD, 1, random);
        Leg leg = placed.legs().getFirst();
        run(placed, leg);
        lose(placed, leg);
        assertThat(placed.placement().state()).isEqualTo(PlacementState.RECOVERING);

        var next = TestCases.legId(random);
        placed.notReplaced(leg.id(), next, PlacementReason.MACHINE_LOST, at(1_999), at(1_999));
        assertThat(placed.placement().state()).isEqualTo(PlacementState.RECOVERING);
        placed.notReplaced(leg.id(), next, PlacementReason.MACHINE_LOST, at(2_000), at(2_000));
        assertThat(placed.placement().state()).isEqualTo(PlacementState.FAILED);
        assertThat(placed.placement().reason()).contains(PlacementReason.MACHINE_LOST);
    }

    @Test
    void bestEffortGoesBackToTheQueueAndRunsAsLongAsAgreedInAll() {
        PlacementCase placed = TestCases.accepted(QosTier.BEST_EFFORT, 1, random);
        Leg leg = placed.legs().getFirst();
        run(placed, leg);
        placed.seenRunning(leg.id(), at(1_000), at(1_000));
        placed.announceMove(
                List.of(leg.id()),
                MoveCause.PROVIDER_RECLAIM,
                PlacementReason.RECLAIMED,
                at(1_000));
        placed.move(at(1_029), at(1_029));
        assertThat(placed.placement().state()).isEqualTo(PlacementState.RUNNING);
        placed.move(at(1_030), at(1_030));

        assertThat(placed.placement().state()).isEqualTo(PlacementState.QUEUED);
        assertThat(placed.placement().agreedEnd()).isEmpty();
        assertThat(leg.state()).isEqualTo(LegState.STOPPING);
        assertThat(placed.mayAdmit()).isFalse();
        placed.released(leg.id(), at(1_035)); // five seconds longer than told
        assertThat(placed.mayAdmit()).isTrue();
        placed.admitted(at(5_000));
        Leg next = placed.current().getFirst();
        placed.order(next.id(), at(5_000));
        placed.started(next.id(), List.of("i-2"), at(5_001), at(5_001));
        placed.seenRunning(next.id(), at(5_003), at(5_003));

        assertThat(placed.placement().state()).isEqualTo(PlacementState.RUNNING);
        assertThat(placed.placement().agreedEnd())
                .contains(at(5_003).plus(DURATION).minusSeconds(1_035));
    }

    @Test
    void aPauseMovesWhatAnExtensionCostsToItsOwnTime() {
        PlacementCase placed = TestCases.accepted(QosTier.BEST_EFFORT, 1, random);
        Leg leg = placed.legs().getFirst();
        run(placed, leg);
        placed.extended(
                java.time.Duration.ofHours(1),
                List.of(
                        new LaterRate(
                                START.plus(DURATION),
                                new HourlyRate(Money.of("2.00", "USD")),
                                "{}",
                                Money.of("15", "USD"))),
                LedgerAmount.of("16.00", "USD"),
                at(10));
        placed.pause(PlacementReason.RECLAIMED, at(3_600), at(3_600));
        placed.released(leg.id(), at(3_600));
        placed.admitted(at(7_200));
        Leg next = placed.current().getFirst();
        placed.order(next.id(), at(7_200));
        placed.started(next.id(), List.of("i-2"), at(7_200), at(7_200));
        placed.seenRunning(next.id(), at(7_200), at(7_200));

        // One hour of three was used; the second one is at the first rate, the third at 2.00.
        assertThat(next.rateAt(at(10_799)).perHour()).isEqualTo(Money.of("1.27", "USD"));
        assertThat(next.rateAt(at(10_800)).perHour()).isEqualTo(Money.of("2.00", "USD"));
        assertThat(placed.placement().agreedEnd()).contains(at(14_400));
        // The successor is paid as agreed at its own order.
        assertThat(next.providerPriceAt(at(10_800))).isEqualTo(next.providerPrice());
    }

    @Test
    void onlyTheLegThatIsTakenBackLeavesAndTheOthersRunOn() {
        PlacementCase placed = TestCases.accepted(QosTier.STANDARD, 2, random);
        Leg stays = placed.legs().get(0);
        Leg leaves = placed.legs().get(1);
        placed.order(stays.id(), START);
        placed.order(leaves.id(), START);
        placed.started(stays.id(), List.of("i-1"), START, START);
        placed.started(leaves.id(), List.of("i-2"), START, START);
        placed.seenRunning(stays.id(), START, START);
        placed.seenRunning(leaves.id(), START, START);
        placed.announceMove(
                List.of(leaves.id()),
                MoveCause.PROVIDER_RECLAIM,
                PlacementReason.RECLAIMED,
                at(60));
        assertThat(leaves.moveAt()).contains(at(360)); // five minutes' notice
        placed.move(at(360), at(360));
        assertThat(placed.placement().state()).isEqualTo(PlacementState.RECOVERING);
        assertThat(stays.state()).isEqualTo(LegState.RUNNING);
        assertThat(placed.toReplace()).isEmpty();
        placed.released(leaves.id(), at(362));
        assertThat(placed.toReplace()).containsExactly(leaves);

        var next = TestCases.legId(random);
        placed.replaced(leaves.id(), next, TestCases.terms(random), at(363));
        placed.order(next, at(363));
        placed.started(next, List.of("i-3"), at(364), at(364));
        placed.seenRunning(next, at(365), at(365));
        assertThat(placed.placement().state()).isEqualTo(PlacementState.RUNNING);
        assertThat(placed.placement().agreedEnd()).contains(START.plus(DURATION));
    }

    @Test
    void whatMayNotBeMovedIsLeftAloneUntilItIsLost() {
        PlacementCase placed = TestCases.accepted(QosTier.GUARANTEED, 1, random);
        Leg leg = placed.legs().getFirst();
        run(placed, leg);

        assertThat(
                        placed.announceMove(
                                List.of(leg.id()),
                                MoveCause.PROVIDER_RECLAIM,
                                PlacementReason.RECLAIMED,
                                at(60)))
                .isFalse();
        assertThat(leg.moveAt()).isEmpty();
    }

    @Test
    void aPremiumShareGoesBackOnceAtTheEnd() {
        PlacementCase placed = TestCases.accepted(QosTier.REALTIME, 1, random);
        placed.stop(PlacementReason.CANCELLED_BY_BUYER, null, PlacementState.CANCELLED, START);
        placed.stop(PlacementReason.CANCELLED_BY_BUYER, null, PlacementState.CANCELLED, START);

        assertThat(placed.placement().state()).isEqualTo(PlacementState.CANCELLED);
        assertThat(placed.premiumFreed()).isEqualTo(8);
    }

    @Test
    void everyStateLeadsToAnEnd() {
        for (PlacementState state : PlacementState.values()) {
            assertThat(reaches(state, PlacementState::isFinal)).as(state.name()).isTrue();
        }
    }

    private static boolean reaches(
            PlacementState from, java.util.function.Predicate<PlacementState> goal) {
        var seen = java.util.EnumSet.of(from);
        var open = new java.util.ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            PlacementState state = open.pop();
            if (goal.test(state)) return true;
            for (PlacementState next : PlacementState.values()) {
                if (state.mayBecome(next) && seen.add(next)) open.push(next);
            }
        }
        return false;
    }

    /// Unconfirmed from 60 s on, lost at 200 s.
    private static void lose(PlacementCase placed, Leg leg) {
        placed.missing(leg.id(), at(60), at(60));
        placed.missing(leg.id(), at(200), at(200));
        assertThat(leg.state()).isEqualTo(LegState.LOST);
    }

    private static void run(PlacementCase placed, Leg leg) {
        placed.order(leg.id(), START);
        placed.started(leg.id(), List.of("i-1"), START, START);
        placed.seenRunning(leg.id(), START, START);
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }
}
