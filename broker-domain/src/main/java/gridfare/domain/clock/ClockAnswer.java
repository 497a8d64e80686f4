package gridfare.domain.clock;

/// What came of moving the clock.
public sealed interface ClockAnswer {

    /// It was moved.
    ///
    /// @param settled whether all work that became due on the way is done; if not, it was waited
    ///   for long enough, and the jobs go on with it
    record Moved(ClockState state, boolean settled) implements ClockAnswer {}

    /// This installation lives in real time.
    record NotMovable() implements ClockAnswer {}
}
