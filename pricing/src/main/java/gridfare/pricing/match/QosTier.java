package gridfare.pricing.match;

import gridfare.pricing.market.PurchaseOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a buyer is promised, strictest first: the order is the order of service when there is too
/// little.
public enum QosTier {
    REALTIME(Duration.ofMinutes(1)),
    GUARANTEED(Duration.ofMinutes(5)),
    STANDARD(Duration.ofMinutes(30)),
    BEST_EFFORT(null);

    private final Optional<Duration> startWithin;

    QosTier(@Nullable Duration startWithin) {
        this.startWithin = Optional.ofNullable(startWithin);
    }

    /// The promised wait until it starts; empty where only the deadline counts.
    public Optional<Duration> startWithin() {
        return startWithin;
    }

    /// Whether work without capacity waits, instead of being refused.
    public boolean mayQueue() {
        return this == STANDARD || this == BEST_EFFORT;
    }

    /// Whether it counts against the cap on premium sales.
    public boolean isPremium() {
        return this == REALTIME || this == GUARANTEED;
    }

    /// Whether a provider may take back what it runs on: spot never carries a promise of capacity.
    public boolean mayUse(PurchaseOption option) {
        return option != PurchaseOption.SPOT || mayQueue();
    }

    /// Whether a start of `claimant` may preempt work of this tier.
    public boolean mayBePreemptedBy(QosTier claimant) {
        return this == BEST_EFFORT && claimant.isPremium();
    }
}
