package gridfare.domain.placement;

import java.util.EnumSet;
import java.util.Set;

/// Where a leg is. A refused, lost or released leg is final: another try is a new leg.
public enum LegState {
    /// Its capacity is claimed; nobody outside knows of it.
    PLANNED,
    /// Set aside at a provider that can hold.
    HELD,
    /// The order was about to be sent, or was sent: what became of it is found out by the tag.
    STARTING,
    RUNNING,
    /// To be released; the provider has not yet confirmed that nothing is left.
    STOPPING,
    /// Nothing is left of it at the provider.
    RELEASED,
    /// The provider said no.
    REFUSED,
    /// Its machines went without our doing.
    LOST;

    public boolean isFinal() {
        return this == RELEASED || this == REFUSED || this == LOST;
    }

    /// Whether a machine may exist at the provider.
    public boolean isOutside() {
        return this == STARTING || this == RUNNING || this == STOPPING;
    }

    public boolean mayBecome(LegState next) {
        return successors().contains(next);
    }

    private Set<LegState> successors() {
        return switch (this) {
            case PLANNED -> EnumSet.of(HELD, STARTING, RELEASED, REFUSED);
            case HELD -> EnumSet.of(STARTING, STOPPING, RELEASED, REFUSED);
            case STARTING -> EnumSet.of(RUNNING, STOPPING, REFUSED, LOST);
            case RUNNING -> EnumSet.of(STOPPING, LOST);
            case STOPPING -> EnumSet.of(RELEASED);
            case RELEASED, REFUSED, LOST -> EnumSet.noneOf(LegState.class);
        };
    }
}
