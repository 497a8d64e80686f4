package gridfare.pricing.match;

import gridfare.pricing.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries a proposed relaxation out: the same request with one constraint changed just as far as
/// helps, rounded so that it surely does.
public final class Relaxing {

    private Relaxing() {}

    /// Empty where the constraint has no number to move, so that nobody is offered a choice that a
    /// policy, not the buyer, makes.
    public static Optional<Request> apply(Request request, RuledOut.Relaxation relaxation) {
        double limit = relaxation.limit();
        return Optional.ofNullable(
                switch (relaxation.constraint()) {
                    case MEMORY -> request.with().memoryGibPerGpu((int) Math.floor(limit)).build();
                    case ROUND_TRIP -> request.with().maxRoundTripMs(Math.ceil(limit)).build();
                    case RENEWABLE_SHARE ->
                            request.with().minRenewableShare(Math.floor(limit * 100) / 100).build();
                    case START_WINDOW -> startLater(request, seconds(limit));
                    case NODE_SIZE, CAPACITY -> request.with(onGpus(request.need(), limit)).build();
                    case DEADLINE -> endLater(request, seconds(limit));
                    case BUDGET -> budget(request, limit);
                    case CHIP,
                            SOFTWARE_STACK,
                            NUMBER_FORMAT,
                            NO_THROUGHPUT_FIGURE,
                            PURCHASE_OPTION,
                            PROVIDER,
                            JURISDICTION,
                            INTERCONNECT,
                            VALIDITY,
                            CURRENCY,
                            SCALING,
                            PRICE_LIMIT ->
                            null;
                });
    }

    /// With the exchange that makes a slow virtual cluster worthwhile.
    public static Optional<Request> apply(Request request, RuledOut.SlowCluster slow) {
        TrainingStep step = request.step();
        TrainingStep.Exchange exchange = slow.wouldDo();
        if (step == null || exchange == null) return Optional.empty();
        var faster = new TrainingStep(step.modelBytes(), step.computeSeconds(), exchange);
        return Optional.of(request.with().step(faster).build());
    }

    private static Duration seconds(double limit) {
        return Duration.ofSeconds((long) Math.ceil(limit));
    }

    private static @Nullable Request startLater(Request request, Duration later) {
        Instant latest = request.latestStart();
        return latest == null ? null : request.with().latestStart(latest.plus(later)).build();
    }

    private static @Nullable Request endLater(Request request, Duration later) {
        return request.need() instanceof Need.Work work
                ? request.with(
                                new Need.Work(
                                        work.referenceGpuHours(),
                                        work.gpus(),
                                        work.deadline().plus(later)))
                        .build()
                : null;
    }

    private static Need onGpus(Need need, double limit) {
        int gpus = Math.max(1, (int) Math.floor(limit));
        return switch (need) {
            case Need.Capacity capacity -> new Need.Capacity(gpus, capacity.duration());
            case Need.Work work -> new Need.Work(work.referenceGpuHours(), gpus, work.deadline());
        };
    }

    private static @Nullable Request budget(Request request, double limit) {
        Money before = request.budget();
        if (before == null) return null;
        BigDecimal enough = BigDecimal.valueOf(limit).setScale(2, RoundingMode.CEILING);
        return request.with().budget(Money.of(enough, before.currency())).build();
    }
}
