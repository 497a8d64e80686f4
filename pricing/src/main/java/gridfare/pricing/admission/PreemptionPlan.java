package gridfare.pricing.admission;

import gridfare.pricing.market.PoolId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Whose machines a start that lacks room may have, and when. A plan only: whoever carries it out
/// gives the notice first, pauses at [Pause#pauseAt] and not before, and claims the machines for
/// the start when they are free.
public sealed interface PreemptionPlan {

    /// Nothing is short.
    record NotNeeded() implements PreemptionPlan {}

    /// These make room, with the least harm that does. Never empty; in the order of their ids.
    record Preempt(List<Pause> pauses, Harm harm) implements PreemptionPlan {
        public Preempt {
            pauses = List.copyOf(pauses);
            if (pauses.isEmpty()) throw new IllegalArgumentException("Nobody to pause.");
        }

        /// When the last of them is off its machines.
        public Instant roomAt() {
            return pauses.stream().map(Pause::pauseAt).max(Instant::compareTo).orElseThrow();
        }
    }

    /// Even all that may be paused would not do; these instances would still be missing. Nobody is
    /// paused in vain.
    record NotEnough(Map<PoolId, Integer> missing) implements PreemptionPlan {
        public NotEnough {
            missing = Map.copyOf(missing);
        }
    }

    /// The tier of the start gives no right to preempt.
    record NotEntitled() implements PreemptionPlan {}

    /// One that is paused: told at `noticeAt`, so that it can write its checkpoint, off its
    /// machines at `pauseAt`, then waiting to go on from its checkpoint.
    ///
    /// @param lostGpuSeconds what it must do again
    record Pause(WorkId work, Instant noticeAt, Instant pauseAt, long lostGpuSeconds) {}
}
