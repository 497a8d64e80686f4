package gridfare.domain.placement;

import gridfare.domain.party.OrganisationId;
import gridfare.pricing.admission.FairWeight;
import java.time.Instant;

/// What an organisation's fair share is worth: the weight of its plan times what its fair-use band
/// leaves of it. Implemented by whoever knows plans; without one everybody pays as they go and has
/// [FairWeight#PAY_AS_YOU_GO].
public interface FairWeights {

    /// For jobs. Answers from what it knows without waiting long: it is asked for everyone who
    /// waits or runs, every few seconds.
    FairWeight of(OrganisationId organisation, Instant now);
}
