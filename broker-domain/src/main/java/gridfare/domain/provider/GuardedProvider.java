package gridfare.domain.provider;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A provider behind its [Guard]. What is not asked is `Unknown`, or a list that failed: neither
/// success nor refusal.
final class GuardedProvider implements ComputeProvider {

    private final ComputeProvider provider;
    private final Guard guard;

    GuardedProvider(ComputeProvider provider, Guard guard) {
        this.provider = provider;
        this.guard = guard;
    }

    @Override
    public StartOutcome start(StartOrder order) {
        return guard.call(
                () -> provider.start(order),
                outcome ->
                        switch (outcome) {
                            case StartOutcome.Unknown(String why) -> why;
                            case StartOutcome.Started _, StartOutcome.Refused _ -> null;
                        },
                StartOutcome.Unknown::new);
    }

    @Override
    public LegSighting find(LegRef leg) {
        return guard.call(
                () -> provider.find(leg),
                sighting ->
                        switch (sighting) {
                            case LegSighting.Unknown(String why) -> why;
                            case LegSighting.Seen _, LegSighting.Absent _ -> null;
                        },
                LegSighting.Unknown::new);
    }

    @Override
    public StopOutcome stop(LegRef leg) {
        return guard.call(
                () -> provider.stop(leg), GuardedProvider::failure, StopOutcome.Unknown::new);
    }

    @Override
    public Gathered<PoolReport> stock() {
        return guard.call(provider::stock, GuardedProvider::failure, Gathered.Failed::new);
    }

    @Override
    public Gathered<PriceReport> prices() {
        return guard.call(provider::prices, GuardedProvider::failure, Gathered.Failed::new);
    }

    @Override
    public Gathered<Machine> machines() {
        return guard.call(provider::machines, GuardedProvider::failure, Gathered.Failed::new);
    }

    @Override
    public <T> Optional<T> as(Class<T> capability) {
        if (capability == ReleasesMachines.class) {
            return provider.as(ReleasesMachines.class).map(this::guarded).map(capability::cast);
        }
        return provider.as(capability);
    }

    private ReleasesMachines guarded(ReleasesMachines releases) {
        return machine ->
                guard.call(
                        () -> releases.release(machine),
                        GuardedProvider::failure,
                        StopOutcome.Unknown::new);
    }

    private static @Nullable String failure(StopOutcome outcome) {
        return switch (outcome) {
            case StopOutcome.Unknown(String why) -> why;
            case StopOutcome.Stopped _, StopOutcome.Stopping _ -> null;
        };
    }

    private static <T> @Nullable String failure(Gathered<T> gathered) {
        return switch (gathered) {
            case Gathered.Failed<T>(String why) -> why;
            case Gathered.Complete<T> _, Gathered.Partial<T> _ -> null;
        };
    }
}
