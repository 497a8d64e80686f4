package gridfare.billing.invoice;

import gridfare.domain.metering.UsageId;
import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.HourlyRate;
import gridfare.pricing.money.Money;
import gridfare.pricing.rating.UsageWindow;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A usage window with all that decides what the buyer owes and the provider earns for it.
///
/// @param rate what the buyer pays a GPU-hour
/// @param providerOrganisation who earns
/// @param instancePrice the provider's own price per instance-hour, frozen at the hold
/// @param quotedPrice the same as the quote was made with
/// @param instances how many instances the window's GPUs are
/// @param exchange one unit of the provider's currency in the buyer's, frozen at the quote
record BilledUse(
        UsageId usage,
        @Nullable String project,
        String tier,
        String chip,
        HourlyRate rate,
        UsageWindow window,
        OrganisationId providerOrganisation,
        Money instancePrice,
        Money quotedPrice,
        int instances,
        BigDecimal exchange) {}
