package gridfare.domain.metering;

import gridfare.domain.party.Party;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/// Shows an organisation what it used.
@UseCase
public class ReadUsage {

    @Inject Usage usage;

    /// The records of one placement, by time.
    public List<UsageRecord> of(Party party, PlacementId placement) {
        return usage.of(party.organisation(), placement);
    }

    /// The records whose windows start in `[from, to)`, by time.
    public List<UsageRecord> summary(Party party, Instant from, Instant to) {
        return usage.between(party.organisation(), from, to);
    }
}
