package gridfare.domain.clock;

import gridfare.domain.party.Operator;
import java.util.Map;

/// Told after the clock was moved, frozen or let go, for whoever keeps a record.
///
/// @param action what was done, as the audit log words it
public record ClockMove(Operator who, String action, Map<String, String> details) {

    public ClockMove {
        details = Map.copyOf(details);
    }
}
