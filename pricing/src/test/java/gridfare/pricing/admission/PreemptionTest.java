package gridfare.pricing.admission;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.pricing.admission.PreemptionPlan.NotEnough;
import gridfare.pricing.admission.PreemptionPlan.NotEntitled;
import gridfare.pricing.admission.PreemptionPlan.NotNeeded;
import gridfare.pricing.admission.PreemptionPlan.Pause;
import gridfare.pricing.admission.PreemptionPlan.Preempt;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.QosTier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Notice times are those of the product's rules: 30 s for BEST_EFFORT, 5 minutes for STANDARD and
/// only for maintenance, a reclaim or a start announced 10 minutes ahead. GPU-seconds by hand.
class PreemptionTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final PoolId EAST = new PoolId(new UUID(0, 1));
    private static final PoolId WEST = new PoolId(new UUID(0, 2));

    @Test
    void pausesWhoLosesLeastSinceTheLastCheckpoint() {
        // Both free the 2 instances that are missing; 8 GPUs × (600 + 30) s against × (60 + 30) s.
        var longAgo = running(1, QosTier.BEST_EFFORT, Map.of(EAST, 2), 600, 3_600);
        var justNow = running(2, QosTier.BEST_EFFORT, Map.of(EAST, 2), 60, 3_600);

        assertThat(
                        Preemption.plan(
                                QosTier.REALTIME, Map.of(EAST, 2), List.of(longAgo, justNow), NOW))
                .isEqualTo(
                        new Preempt(
                                List.of(new Pause(justNow.id(), NOW, NOW.plusSeconds(30), 8 * 90)),
                                new Harm(8 * 90, 1, 100)));
    }

    @Test
    void aCheckpointThatFitsTheNoticeSavesAllButTheTimeOfWritingIt() {
        // It writes its checkpoint in 20 s of the 30 s, so an hour's work is not lost: 8 × 20.
        var quick = running(1, QosTier.BEST_EFFORT, Map.of(EAST, 2), 3_600, 20);
        // This one would need 31 s: 8 × (3 600 + 30).
        var slow = running(2, QosTier.BEST_EFFORT, Map.of(EAST, 2), 3_600, 31);

        assertThat(harm(List.of(quick))).isEqualTo(new Harm(160, 1, 100));
        assertThat(harm(List.of(slow))).isEqualTo(new Harm(8 * 3_630, 1, 100));
    }

    @Test
    void nobodyIsPausedInVain() {
        var one = running(1, QosTier.BEST_EFFORT, Map.of(EAST, 2), 60, 20);
        assertThat(Preemption.plan(QosTier.GUARANTEED, Map.of(EAST, 3, WEST, 1), List.of(one), NOW))
                .isEqualTo(new NotEnough(Map.of(EAST, 1, WEST, 1)));
        assertThat(Preemption.plan(QosTier.GUARANTEED, Map.of(EAST, 0), List.of(one), NOW))
                .isEqualTo(new NotNeeded());
    }

    @Test
    void oneThatHoldsMachinesInBothPoolsSparesTwoOthers() {
        var both = running(1, QosTier.BEST_EFFORT, Map.of(EAST, 1, WEST, 1), 60, 3_600);
        var east = running(2, QosTier.BEST_EFFORT, Map.of(EAST, 1), 60, 3_600);
        var west = running(3, QosTier.BEST_EFFORT, Map.of(WEST, 1), 60, 3_600);
        var plan =
                Preemption.plan(
                        QosTier.REALTIME, Map.of(EAST, 1, WEST, 1), List.of(west, east, both), NOW);
        // 4 GPUs an instance: 8 × 90 by one, or 4 × 90 twice: as much, so the fewer are paused.
        assertThat(plan)
                .isInstanceOfSatisfying(
                        Preempt.class,
                        preempt -> {
                            assertThat(preempt.pauses())
                                    .extracting(Pause::work)
                                    .containsExactly(both.id());
                            assertThat(preempt.roomAt()).isEqualTo(NOW.plusSeconds(30));
                        });
    }

    @ParameterizedTest
    @EnumSource(
            value = QosTier.class,
            names = {"STANDARD", "BEST_EFFORT"})
    void onlyPremiumStartsPreempt(QosTier claimant) {
        var one = running(1, QosTier.BEST_EFFORT, Map.of(EAST, 2), 60, 20);
        assertThat(Preemption.plan(claimant, Map.of(EAST, 1), List.of(one), NOW))
                .isEqualTo(new NotEntitled());
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "REALTIME, MAINTENANCE,",
        "GUARANTEED, PROVIDER_RECLAIM,",
        "STANDARD, PREMIUM_START,",
        "STANDARD, MAINTENANCE, PT5M",
        "STANDARD, PROVIDER_RECLAIM, PT5M",
        "STANDARD, ANNOUNCED_START, PT5M",
        "BEST_EFFORT, PREMIUM_START, PT30S",
        "BEST_EFFORT, MAINTENANCE, PT30S"
    })
    void theNoticeDependsOnTierAndCause(QosTier tier, MoveCause cause, Duration notice) {
        assertThat(cause.notice(tier)).isEqualTo(Optional.ofNullable(notice));
    }

    @Test
    void aStartIsAnnouncedTenMinutesAhead() {
        assertThat(MoveCause.ofStart(Duration.ofMinutes(10))).isEqualTo(MoveCause.ANNOUNCED_START);
        assertThat(MoveCause.ofStart(Duration.ofSeconds(599))).isEqualTo(MoveCause.PREMIUM_START);
    }

    private static Harm harm(List<RunningWork> running) {
        return ((Preempt) Preemption.plan(QosTier.REALTIME, Map.of(EAST, 2), running, NOW)).harm();
    }

    private static RunningWork running(
            int id,
            QosTier tier,
            Map<PoolId, Integer> instances,
            int secondsSinceCheckpoint,
            int checkpointSeconds) {
        int gpus = 4 * instances.values().stream().mapToInt(Integer::intValue).sum();
        return new RunningWork(
                new WorkId(new UUID(1, id)),
                tier,
                instances,
                gpus,
                NOW.minusSeconds(secondsSinceCheckpoint),
                Duration.ofSeconds(checkpointSeconds),
                100);
    }
}
