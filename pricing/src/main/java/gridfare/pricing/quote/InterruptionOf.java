package gridfare.pricing.quote;

import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.match.Assumptions;
import gridfare.pricing.match.Candidate;
import gridfare.pricing.match.Request;
import gridfare.pricing.trust.Checkpoints;
import org.jspecify.annotations.Nullable;

/// What it costs on average that a provider may take spot instances back.
final class InterruptionOf {

    /// More than this the run hardly ever ends; the rank needs no finer answer.
    private static final double MOST = 100;

    private final Request request;
    private final Assumptions assumptions;
    private final ReliabilityOf reliabilities;

    InterruptionOf(Asking asking) {
        this.request = asking.request();
        this.assumptions = asking.world().assumptions();
        this.reliabilities = new ReliabilityOf(asking);
    }

    /// Interruptions are a Poisson process like failures, and one stops all. The extra share is
    /// Daly's overhead (see [Checkpoints]) with interruptions and failures less that with failures
    /// alone: of the checkpointed run where the request tells its state, else of a run that starts
    /// again. Inference loses no state: only the time to be running again.
    ///
    /// @return null where no instance is spot
    Reliability.@Nullable Interruption of(Candidate candidate) {
        int instances = 0;
        for (Candidate.Leg leg : candidate.legs()) {
            if (leg.offer().purchaseOption() == PurchaseOption.SPOT) instances += leg.instances();
        }
        if (instances == 0) return null;
        double perHour = instances * assumptions.spotInterruptionsPerInstanceHour().value();
        double hours = candidate.time().expectedSeconds() / 3_600.0;
        double failing = reliabilities.mtbfHours(candidate) * 3_600;
        double interrupted = 1 / (1 / failing + perHour / 3_600);
        return new Reliability.Interruption(
                perHour, perHour * hours, Math.min(MOST, extra(candidate, failing, interrupted)));
    }

    private double extra(Candidate candidate, double failing, double interrupted) {
        double restart = assumptions.restartSeconds();
        if (!request.workloadKind().isSynchronous()) {
            return restart * (1 / interrupted - 1 / failing);
        }
        Double bytes = request.checkpointBytes();
        double run = candidate.time().expectedSeconds();
        if (bytes == null) {
            return Checkpoints.overheadWithout(interrupted, restart, run)
                    - Checkpoints.overheadWithout(failing, restart, run);
        }
        double write = reliabilities.writeSeconds(candidate, bytes);
        return Checkpoints.overhead(
                        interrupted, write, restart, Checkpoints.dalyInterval(interrupted, write))
                - Checkpoints.overhead(
                        failing, write, restart, Checkpoints.dalyInterval(failing, write));
    }
}
