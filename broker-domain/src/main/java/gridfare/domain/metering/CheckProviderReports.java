package gridfare.domain.metering;

import gridfare.domain.placement.Leg;
import gridfare.domain.placement.Placements;
import gridfare.domain.provider.Incident;
import gridfare.domain.provider.Incidents;
import gridfare.domain.provider.LegId;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.LedgerAmount;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Holds what providers say of use and money against what we saw and agreed. The buyer's side never
/// moves by it: what differs is disputed with the provider, and stands in its history.
@UseCase
public class CheckProviderReports {

    /// What a report of use comes to.
    public sealed interface UseCheck {

        /// @param gpuSeconds of the lease
        record Accepted(long gpuSeconds) implements UseCheck {}

        /// Only what lies within the lease counts; the rest is disputed.
        record Capped(long gpuSeconds, long disputedGpuSeconds) implements UseCheck {}

        /// The leg is not this provider's, or never ran.
        record NoLease() implements UseCheck {}
    }

    /// What a bill comes to.
    public sealed interface BillCheck {

        record Agrees(LedgerAmount owed) implements BillCheck {}

        /// @param owed by what was agreed at the order; it is what the provider is paid
        /// @param difference what is billed beyond it, negative where it is less
        record Differs(LedgerAmount owed, LedgerAmount difference) implements BillCheck {}

        record NoLease() implements BillCheck {}
    }

    @Inject Placements placements;
    @Inject Usage usage;
    @Inject Incidents incidents;
    @Inject InstantSource clock;

    /// @param from inclusive
    /// @param to exclusive
    /// @param gpuSeconds as the provider counted them in this window
    public UseCheck use(ProviderId provider, LegId id, Instant from, Instant to, long gpuSeconds) {
        Optional<Leg> found = leaseOf(provider, id);
        if (found.isEmpty()) return new UseCheck.NoLease();
        Leg leg = found.get();
        Instant began = leg.runningSince().orElseThrow();
        Instant ended = leg.stoppedAt().orElseGet(clock::instant);
        Instant since = from.isAfter(began) ? from : began;
        Instant until = to.isBefore(ended) ? to : ended;
        long most =
                until.isAfter(since)
                        ? Math.multiplyExact(leg.gpus(), Duration.between(since, until).toSeconds())
                        : 0;
        if (gpuSeconds <= most) return new UseCheck.Accepted(gpuSeconds);
        incidents.record(
                provider,
                Incident.Kind.USE_BEYOND_LEASE,
                id,
                "%d GPU-s reported, %d of the lease".formatted(gpuSeconds, most));
        return new UseCheck.Capped(most, gpuSeconds - most);
    }

    /// @param billed for all recorded use of the leg
    public BillCheck bill(ProviderId provider, LegId id, LedgerAmount billed) {
        if (leaseOf(provider, id).isEmpty()) return new BillCheck.NoLease();
        Map<HourlyRate, Long> instanceSeconds = new HashMap<>();
        for (UsageRecord record : usage.ofLeg(id)) {
            instanceSeconds.merge(
                    new HourlyRate(record.providerPrice()),
                    Math.multiplyExact(
                            record.instances(),
                            Duration.between(record.from(), record.to()).toSeconds()),
                    Math::addExact);
        }
        LedgerAmount owed = LedgerAmount.zero(billed.currency());
        for (var atPrice : instanceSeconds.entrySet()) {
            owed = owed.plus(atPrice.getKey().chargeFor(atPrice.getValue()));
        }
        LedgerAmount difference = billed.minus(owed);
        if (difference.isZero()) return new BillCheck.Agrees(owed);
        incidents.record(
                provider,
                Incident.Kind.BILL_DIFFERS,
                id,
                "%s billed, %s agreed".formatted(billed, owed));
        return new BillCheck.Differs(owed, difference);
    }

    private Optional<Leg> leaseOf(ProviderId provider, LegId id) {
        return placements
                .leg(id)
                .filter(leg -> leg.provider().equals(provider) && leg.runningSince().isPresent());
    }
}
