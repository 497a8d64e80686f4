package gridfare.domain.placement;

/// There is work for the jobs at once: observe it after success, and run them without waiting for
/// their next turn. Losing one loses nothing, since the jobs look at states.
public enum Nudge {
    /// [StartPlacements] has something to order.
    START,
    /// [Reconcile] has something to stop.
    STOP
}
