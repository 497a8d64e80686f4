package gridfare.pricing.match;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// How much computing a buyer needs.
public sealed interface Need {

    /// The least number of GPUs.
    int gpus();

    /// So many GPUs for so long, in whole seconds.
    record Capacity(int gpus, Duration duration) implements Need {
        public Capacity {
            if (gpus < 1) throw new IllegalArgumentException("%d GPUs.".formatted(gpus));
            if (duration.getSeconds() < 1 || duration.getNano() != 0) {
                throw new IllegalArgumentException(duration + " is no whole time above 0 s.");
            }
        }
    }

    /// So much work before a deadline, on as few GPUs as finish in time even by the low estimate of
    /// the chip's speed.
    ///
    /// @param referenceGpuHours hours on one A100 SXM 80 GB
    /// @param gpus the least number, e.g. because the model needs their memory
    record Work(BigDecimal referenceGpuHours, int gpus, Instant deadline) implements Need {
        public Work {
            if (referenceGpuHours.signum() <= 0) {
                throw new IllegalArgumentException(referenceGpuHours + " GPU-hours is no work.");
            }
            if (gpus < 1) throw new IllegalArgumentException("%d GPUs.".formatted(gpus));
        }
    }
}
