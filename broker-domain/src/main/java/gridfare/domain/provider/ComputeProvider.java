package gridfare.domain.provider;

import java.util.Optional;

/// A seller of machines, as the broker sees it: one account at one kind of cloud. Made by a
/// [ComputeProviderFactory]; adapters live in `gridfare.provider.<kind>`.
///
/// Calls about a leg block for at most 10 s (5 s to connect or to hear anything) and are safe to
/// repeat: the [LegId] is the idempotency key, sent as the vendor's client token and as the tag
/// `gridfare-leg`. A gather takes many requests, each under the same limits: at most 45 s in all,
/// of prices 5 minutes; what has not answered by then is silent. Nothing is thrown for what the
/// provider says or fails to say. Never call one inside a database transaction. Thread-safe.
public interface ComputeProvider {

    /// Asks for the machines of a leg, all or none. After [StartOutcome.Unknown] call [#find]
    /// first, always.
    StartOutcome start(StartOrder order);

    /// What became of a leg, by its tag: also how an unknown start or stop is cleared up.
    LegSighting find(LegRef leg);

    /// Releases all machines of a leg. Done already, or never started, is [StopOutcome.Stopped].
    StopOutcome stop(LegRef leg);

    /// The places, instance types and stock on sale now.
    Gathered<PoolReport> stock();

    /// The account's prices now, native, per instance-hour.
    Gathered<PriceReport> prices();

    /// Every machine of the account that carries the broker's tag, whatever its state. Machines
    /// without it are never reported and never touched.
    Gathered<Machine> machines();

    /// What it can do besides, e.g. [ReleasesMachines]; empty where it cannot.
    default <T> Optional<T> as(Class<T> capability) {
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : Optional.empty();
    }
}
