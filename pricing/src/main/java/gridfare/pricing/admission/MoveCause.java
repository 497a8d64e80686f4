package gridfare.pricing.admission;

import gridfare.pricing.match.QosTier;
import java.time.Duration;
import java.util.Optional;

/// Why running work would have to leave its machines.
public enum MoveCause {
    /// A start of REALTIME or GUARANTEED that cannot wait.
    PREMIUM_START,
    /// A start that was announced at least [#ANNOUNCED_AHEAD] before.
    ANNOUNCED_START,
    MAINTENANCE,
    /// The provider takes its machines back.
    PROVIDER_RECLAIM;

    /// How long before it a start counts as announced.
    public static final Duration ANNOUNCED_AHEAD = Duration.ofMinutes(10);

    /// What BEST_EFFORT gets to write its checkpoint.
    public static final Duration BEST_EFFORT_NOTICE = Duration.ofSeconds(30);

    public static final Duration STANDARD_NOTICE = Duration.ofMinutes(5);

    /// How a start of a tier that needs room moves others, by how long before it is known.
    public static MoveCause ofStart(Duration ahead) {
        return ahead.compareTo(ANNOUNCED_AHEAD) >= 0 ? ANNOUNCED_START : PREMIUM_START;
    }

    /// How long before its machines are taken work of the tier is told; empty where it may not be
    /// moved for this cause at all.
    public Optional<Duration> notice(QosTier tier) {
        return switch (tier) {
            case REALTIME, GUARANTEED -> Optional.empty();
            case STANDARD ->
                    this == PREMIUM_START ? Optional.empty() : Optional.of(STANDARD_NOTICE);
            case BEST_EFFORT -> Optional.of(BEST_EFFORT_NOTICE);
        };
    }
}
