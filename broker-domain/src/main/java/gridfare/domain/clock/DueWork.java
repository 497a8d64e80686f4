package gridfare.domain.clock;

import java.time.Instant;
import java.util.Optional;

/// Work of one feature that becomes due at instants of business time. While the clock is moved by
/// hand it stops at each such instant, and all due work is done there in [#order].
public interface DueWork {

    /// Lower goes first: placements 100, metering 200, periods and invoices 300, payments 400,
    /// notices 500.
    int order();

    /// The earliest instant after `after` at which this feature has something to do, if any.
    Optional<Instant> nextDueAfter(Instant after);

    /// Does all that is due at business time now. Safe to repeat; calls outside are made outside
    /// any transaction.
    ///
    /// @return whether anything is left that needs another call soon (an answer is awaited)
    boolean runDue();
}
