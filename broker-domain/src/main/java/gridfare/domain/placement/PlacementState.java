package gridfare.domain.placement;

import java.util.EnumSet;
import java.util.Set;

/// Where a placement is on its way from an accepted option to its last charged second.
public enum PlacementState {
    /// Accepted, its capacity claimed in our own books.
    REQUESTED,
    /// Waits without a claim: for capacity, for its later start, or to go on after a pause.
    QUEUED,
    /// Being ordered at the providers.
    RESERVING,
    /// Ordered; machines are coming up.
    STARTING,
    RUNNING,
    /// Machines were lost; others are sought.
    RECOVERING,
    /// The price left the guard band before the start: the buyer decides, or it is cancelled.
    AWAITING_BUYER,
    /// Machines are being released; then it ends as its reason says.
    STOPPING,
    ENDED,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
        return this == ENDED || this == FAILED || this == CANCELLED;
    }

    /// Whether the machines run, or did when last seen.
    public boolean isRunning() {
        return this == RUNNING || this == RECOVERING;
    }

    /// Whether the way leads from here to `next` in one step.
    public boolean mayBecome(PlacementState next) {
        return successors().contains(next);
    }

    private Set<PlacementState> successors() {
        return switch (this) {
            case REQUESTED ->
                    EnumSet.of(
                            RESERVING, QUEUED, AWAITING_BUYER, STOPPING, ENDED, CANCELLED, FAILED);
            case QUEUED -> EnumSet.of(REQUESTED, STOPPING, ENDED, CANCELLED, FAILED);
            case RESERVING ->
                    EnumSet.of(
                            STARTING,
                            RUNNING,
                            QUEUED,
                            AWAITING_BUYER,
                            STOPPING,
                            ENDED,
                            FAILED,
                            CANCELLED);
            case STARTING ->
                    EnumSet.of(RUNNING, RESERVING, QUEUED, STOPPING, ENDED, FAILED, CANCELLED);
            case RUNNING -> EnumSet.of(RECOVERING, QUEUED, STOPPING, ENDED, FAILED);
            case RECOVERING -> EnumSet.of(RUNNING, QUEUED, STOPPING, ENDED, FAILED);
            case AWAITING_BUYER ->
                    EnumSet.of(REQUESTED, QUEUED, STOPPING, ENDED, FAILED, CANCELLED);
            case STOPPING -> EnumSet.of(ENDED, FAILED, CANCELLED);
            case ENDED, FAILED, CANCELLED -> EnumSet.noneOf(PlacementState.class);
        };
    }
}
