package gridfare.pricing.match;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// How much computing a buyer needs.
public sealed interface Need {

    /// The most GPUs of one request.
    int MOST_GPUS = 1_000_000;

    /// The longest run of one request.
    Duration LONGEST = Duration.ofDays(1_000);

    /// No instant of a request is as late as this.
    Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /// The least number of GPUs.
    int gpus();

    /// So many GPUs for so long, in whole seconds.
    record Capacity(int gpus, Duration duration) implements Need {
        public Capacity {
            requireGpus(gpus);
            if (duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(duration + " is longer than " + LONGEST + ".");
            }
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
        private static final BigDecimal MOST_HOURS = BigDecimal.valueOf(1_000_000_000);

        public Work {
            if (referenceGpuHours.signum() <= 0 || referenceGpuHours.compareTo(MOST_HOURS) > 0) {
                throw new IllegalArgumentException(referenceGpuHours + " GPU-hours of work.");
            }
            requireGpus(gpus);
            requireInstant("deadline", deadline);
        }
    }

    /// Times are between 1970 and 2200, so that no sum of them overflows.
    static void requireInstant(String name, Instant at) {
        if (at.isBefore(Instant.EPOCH) || !at.isBefore(LATEST)) {
            throw new IllegalArgumentException(
                    "%s is %s, not between 1970 and 2200.".formatted(name, at));
        }
    }

    private static void requireGpus(int gpus) {
        if (gpus < 1 || gpus > MOST_GPUS) {
            throw new IllegalArgumentException("%d GPUs.".formatted(gpus));
        }
    }
}
