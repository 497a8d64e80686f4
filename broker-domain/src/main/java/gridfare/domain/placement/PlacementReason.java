package gridfare.domain.placement;

import java.util.Locale;

/// Why a placement is where it is, for programs: outside in lower case with hyphens.
public enum PlacementReason {
    /// Waits: nothing was free, or somebody else was faster.
    WAITING_FOR_CAPACITY,
    /// Waits: its start is later.
    LATER_START,
    /// Ran as long as agreed.
    AGREED_END,
    STOPPED_BY_BUYER,
    CANCELLED_BY_BUYER,
    /// Nothing became free before the end of its start window.
    START_WINDOW_PASSED,
    /// Every offer inside the guard band refused.
    SOLD_OUT,
    /// Its capacity was set aside for a while and nobody came to order it.
    CLAIM_EXPIRED,
    /// The provider's price rose beyond the guard band.
    PRICE_MOVED,
    /// The provider refuses our account, our quota is used up, or the order is not acceptable to
    /// it.
    PROVIDER_REFUSED,
    /// Machines went without our doing, and none could take their place.
    MACHINE_LOST,
    /// The provider takes its machines back.
    RECLAIMED,
    /// A start of a stricter tier needs its machines.
    PREEMPTED;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
