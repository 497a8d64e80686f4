package gridfare.domain.clock;

import java.time.Instant;

/// The clock of the world outside, where it can be moved with ours: the sandbox.
public interface OutsideClock {

    /// Sets it. An outside that does not answer is an unchecked exception.
    ///
    /// @param running whether it goes on from there, or stands
    void set(Instant now, boolean running);
}
