package gridfare.domain.provider;

/// What became of a stop.
public sealed interface StopOutcome {

    /// No machine of the leg is left.
    record Stopped() implements StopOutcome {}

    /// The provider took the order; machines are still going down.
    record Stopping() implements StopOutcome {}

    /// No usable answer: ask again.
    record Unknown(String why) implements StopOutcome {}
}
