package gridfare.pricing.quote;

import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Request;
import gridfare.pricing.match.World;
import gridfare.pricing.money.Money;
import gridfare.pricing.trust.Checkpoints;
import gridfare.pricing.trust.Failure;
import gridfare.pricing.trust.Spares;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What may fail while a candidate runs.
final class ReliabilityOf {

    private final Request request;
    private final World world;

    /// The figure that operators of large runs plan with.
    private static final double SPARES_TARGET = 0.99;

    ReliabilityOf(Asking asking) {
        this.request = asking.request();
        this.world = asking.world();
    }

    /// One where nothing fails has an infinite one.
    double mtbfHours(Candidate candidate) {
        double failuresPerHour = 0;
        for (Candidate.Leg leg : candidate.legs()) {
            double perGpu = world.assumptions().mtbfGpuHours(leg.site().kind());
            failuresPerHour += 1 / Failure.mtbfHours(perGpu, leg.gpus());
        }
        return 1 / failuresPerHour;
    }

    /// All GPUs write at once.
    double writeSeconds(Candidate candidate, double bytes) {
        return bytes / (candidate.gpus() * world.assumptions().checkpointBytesPerSecond());
    }

    Reliability of(Priced priced) {
        Candidate candidate = priced.candidate();
        double mtbfHours = mtbfHours(candidate);
        double hours = candidate.time().expectedSeconds() / 3_600.0;
        return new Reliability(
                mtbfHours,
                Failure.probability(mtbfHours, hours),
                Failure.expected(mtbfHours, hours),
                checkpoints(priced, mtbfHours),
                spares(candidate, mtbfHours, hours),
                priced.interruption());
    }

    private static Reliability.@Nullable Spares spares(
            Candidate candidate, double mtbfHours, double hours) {
        double up = 1 - Failure.probability(mtbfHours * candidate.gpus(), hours);
        if (!(up > 0)) return null;
        OptionalInt fewest =
                Spares.fewest(
                        candidate.gpus(), up, SPARES_TARGET, Math.min(1_000, candidate.gpus()));
        return fewest.isEmpty() ? null : new Reliability.Spares(SPARES_TARGET, fewest.getAsInt());
    }

    private Reliability.@Nullable Checkpointing checkpoints(Priced priced, double mtbfHours) {
        Double bytes = request.checkpointBytes();
        if (bytes == null) return null;
        Candidate candidate = priced.candidate();
        double mtbf = mtbfHours * 3_600;
        double write = writeSeconds(candidate, bytes);
        double interval = Checkpoints.dalyInterval(mtbf, write);
        double overhead =
                Checkpoints.overhead(mtbf, write, world.assumptions().restartSeconds(), interval);
        Money compute = priced.compute();
        return new Reliability.Checkpointing(
                write,
                interval,
                Checkpoints.youngInterval(mtbf, write),
                overhead,
                overhead * candidate.time().expectedSeconds() / 3_600,
                share(compute, overhead));
    }

    /// A share of an amount; one that is too large to write down counts as the largest that is not.
    static Money share(Money amount, double share) {
        double micros = amount.micros() * share;
        double most = 1e18; // of micros: a million million
        return new Money(Math.round(Math.min(micros, most)), amount.currency());
    }
}
