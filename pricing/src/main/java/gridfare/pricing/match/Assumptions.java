package gridfare.pricing.match;

import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.SiteKind;
import gridfare.pricing.resource.WorkloadKind;
import java.time.Duration;
import java.util.Set;

/// Inputs of the formulas that neither request nor market hold: the operator's data, each with its
/// source in the fact tables.
///
/// @param freshness the age past which an offer sinks in rank
/// @param edgeRadiusKm how far an edge site may be for REALTIME without a bound
/// @param portabilityLoss share of throughput lost on a foreign stack, with its range
/// @param hostOverhead host and network power as a share of the boards'
/// @param coreMtbfGpuHours mean time between failures per GPU at core sites
/// @param restartSeconds from a failure to running again
/// @param checkpointBytesPerSecond per GPU
/// @param coreLinkBitsPerSecond to a core site, for one buyer
/// @param compressionFactor by which one-bit gradients shrink traffic
/// @param hiddenShare of its communication that asynchronous training hides behind compute
/// @param spotInterruptionsPerInstanceHour how often a provider takes a spot instance back
/// @param silent providers that do not answer now: their offers sink in rank like old ones
public record Assumptions(
        Duration freshness,
        double edgeRadiusKm,
        Range portabilityLoss,
        double hostOverhead,
        double trainingUtilisation,
        double inferenceUtilisation,
        double coreMtbfGpuHours,
        double edgeMtbfGpuHours,
        double restartSeconds,
        double checkpointBytesPerSecond,
        double coreLinkBitsPerSecond,
        double edgeLinkBitsPerSecond,
        Range compressionFactor,
        Range hiddenShare,
        Range spotInterruptionsPerInstanceHour,
        Set<ProviderId> silent) {

    public Assumptions {
        silent = Set.copyOf(silent);
    }

    /// A middle value and its range.
    public record Range(double value, double low, double high) {
        public Range {
            if (!(low <= value && value <= high)) {
                throw new IllegalArgumentException(
                        "%s is not within [%s, %s].".formatted(value, low, high));
            }
        }
    }

    /// The numbers Gridfare starts with: joints, "Starting numbers", and the fact table of
    /// parameters. Utilisation is 1 unless the operator states another.
    public static Assumptions starting() {
        return new Assumptions(
                Duration.ofMinutes(5),
                50,
                new Range(0.125, 0.10, 0.15),
                0.5,
                1,
                1,
                50_677,
                20_000,
                900,
                1e9,
                10e9,
                1e9,
                new Range(10, 5, 32),
                new Range(0.8, 0.5, 0.95),
                new Range(0.01, 0.0003, 0.1),
                Set.of());
    }

    /// The same, while these providers do not answer.
    public Assumptions withSilent(Set<ProviderId> providers) {
        return new Assumptions(
                freshness,
                edgeRadiusKm,
                portabilityLoss,
                hostOverhead,
                trainingUtilisation,
                inferenceUtilisation,
                coreMtbfGpuHours,
                edgeMtbfGpuHours,
                restartSeconds,
                checkpointBytesPerSecond,
                coreLinkBitsPerSecond,
                edgeLinkBitsPerSecond,
                compressionFactor,
                hiddenShare,
                spotInterruptionsPerInstanceHour,
                providers);
    }

    public double utilisation(WorkloadKind kind) {
        return switch (kind) {
            case TRAINING, FINE_TUNING -> trainingUtilisation;
            case BATCH_INFERENCE, REALTIME_INFERENCE -> inferenceUtilisation;
        };
    }

    public double mtbfGpuHours(SiteKind kind) {
        return switch (kind) {
            case CORE -> coreMtbfGpuHours;
            case EDGE -> edgeMtbfGpuHours;
        };
    }

    public double linkBitsPerSecond(SiteKind kind) {
        return switch (kind) {
            case CORE -> coreLinkBitsPerSecond;
            case EDGE -> edgeLinkBitsPerSecond;
        };
    }
}
