package gridfare.load.replay;

import java.math.BigDecimal;

/// What became of one pod's request.
sealed interface Outcome {

    /// No quote, or none with an option, or the option was not to be had.
    ///
    /// @param reason a problem code or the decision of the quote, e.g. `cpu-only`, `no-capacity`
    /// @param quoted whether a quote was given
    record Refused(Pod pod, String reason, boolean quoted) implements Outcome {}

    /// It ran.
    ///
    /// @param legs how many legs it had
    /// @param gpus GPUs of its legs, those that came along unasked included
    /// @param gpuSeconds as the product's usage records say
    /// @param cost before tax, as the product's usage and rate say
    record Ran(
            Pod pod,
            String placement,
            String provider,
            int legs,
            int gpus,
            long gpuSeconds,
            BigDecimal cost)
            implements Outcome {

        /// GPU-seconds that the trace's life time would come to.
        long expectedGpuSeconds() {
            return gpus * pod.lifeSeconds();
        }

        /// Whether the usage is the trace's to within a second a leg.
        boolean truthful() {
            return Math.abs(gpuSeconds - expectedGpuSeconds()) <= gpus;
        }
    }

    /// It was accepted and did not run to its end.
    record Broke(Pod pod, String placement, String state, String reason) implements Outcome {}

    Pod pod();
}
