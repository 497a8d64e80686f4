package gridfare.pricing.admission;

import gridfare.pricing.match.QosTier;
import java.time.Instant;
import java.util.Comparator;

/// Work that waits for capacity: all of what it needs, or nothing.
///
/// @param since when it came to wait
public record Waiting(WorkId id, BuyerId buyer, QosTier tier, Instant since, Gpus needs) {

    /// First come; the same on every machine.
    static final Comparator<Waiting> OLDEST =
            Comparator.comparing(Waiting::since).thenComparing(Waiting::id);
}
