package gridfare.pricing.admission;

import gridfare.pricing.market.PoolId;
import gridfare.pricing.match.QosTier;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Work that holds machines.
///
/// @param instances what it would free, by pool: all of it or nothing
/// @param gpus of all its instances
/// @param lastCheckpoint from where it would go on; its start if it never wrote one
/// @param checkpointTakes how long it needs to write one
/// @param forgoneMicros what the broker does not earn if it is stopped, in millionths of a USD
public record RunningWork(
        WorkId id,
        QosTier tier,
        Map<PoolId, Integer> instances,
        int gpus,
        Instant lastCheckpoint,
        Duration checkpointTakes,
        long forgoneMicros) {

    public RunningWork {
        instances = Map.copyOf(instances);
        if (gpus < 1 || instances.isEmpty() || instances.values().stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    "%s holds %d GPUs in %s.".formatted(id, gpus, instances));
        }
        if (checkpointTakes.isNegative() || forgoneMicros < 0) {
            throw new IllegalArgumentException(
                    "%s: a checkpoint of %s, %d micros forgone."
                            .formatted(id, checkpointTakes, forgoneMicros));
        }
    }

    /// GPU-seconds that must be done again if its machines go at `pausedAt` after `notice`. A
    /// checkpoint that can be written within the notice saves all but the time of writing it.
    long lostGpuSeconds(Instant pausedAt, Duration notice) {
        Duration sinceLast = Duration.between(lastCheckpoint, pausedAt);
        Duration lost =
                checkpointTakes.compareTo(notice) <= 0 && checkpointTakes.compareTo(sinceLast) < 0
                        ? checkpointTakes
                        : sinceLast;
        return Math.multiplyExact(Math.max(0, lost.toSeconds()), (long) gpus);
    }
}
