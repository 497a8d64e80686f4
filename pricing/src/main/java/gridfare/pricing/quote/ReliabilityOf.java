package gridfare.pricing.quote;

import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.World;
import gridfare.pricing.trust.Checkpoints;
import gridfare.pricing.trust.Failure;
import org.jspecify.annotations.Nullable;

/// What may fail while a candidate runs.
final class ReliabilityOf {

    private final Request request;
    private final World world;

    ReliabilityOf(Asking asking) {
        this.request = asking.request();
        this.world = asking.world();
    }

    Reliability of(Candidate candidate) {
        double failuresPerHour = 0;
        for (Candidate.Leg leg : candidate.legs()) {
            double perGpu = world.assumptions().mtbfGpuHours(leg.site().kind());
            failuresPerHour += 1 / Failure.mtbfHours(perGpu, leg.gpus());
        }
        double mtbfHours = 1 / failuresPerHour;
        double hours = candidate.time().expectedSeconds() / 3_600.0;
        return new Reliability(
                mtbfHours,
                Failure.probability(mtbfHours, hours),
                Failure.expected(mtbfHours, hours),
                checkpoints(candidate, mtbfHours));
    }

    private Reliability.@Nullable Checkpointing checkpoints(Candidate candidate, double mtbfHours) {
        Double bytes = request.checkpointBytes();
        if (bytes == null) return null;
        double mtbf = mtbfHours * 3_600;
        double write = bytes / (candidate.gpus() * world.assumptions().checkpointBytesPerSecond());
        double interval = Checkpoints.dalyInterval(mtbf, write);
        double overhead =
                Checkpoints.overhead(mtbf, write, world.assumptions().restartSeconds(), interval);
        return new Reliability.Checkpointing(write, interval, overhead);
    }
}
