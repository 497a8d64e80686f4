package gridfare.domain.placement;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.PersonId;
import gridfare.domain.quote.OptionId;
import gridfare.domain.quote.QuoteId;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was agreed when an option was accepted.
///
/// @param duration to the agreed end: for work the high estimate
/// @param estimate the cost to the agreed end, in the buyer's currency
/// @param startBy the end of the start window
/// @param chipClass what premium sales are counted by
record PlacementTerms(
        OrganisationId organisation,
        PersonId acceptedBy,
        QuoteId quote,
        OptionId option,
        QosTier tier,
        PlacementWishes wishes,
        int gpus,
        Money estimate,
        Duration duration,
        Instant startsAt,
        Instant startBy,
        @Nullable String chipClass) {}
