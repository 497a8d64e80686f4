package gridfare.billing.invoice;

import gridfare.domain.party.OrganisationId;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;

/// What a provider earned at one price by the use on a line.
///
/// @param instancePrice per instance-hour, frozen at the hold
/// @param gpusPerInstance how many GPU-seconds an instance-second is
/// @param payable what it is owed, in its own currency
/// @param cost the part of it that the buyer's payment covers, in the buyer's currency
/// @param subsidy the rest, in the buyer's currency: the broker's loss
public record Accrual(
        OrganisationId provider,
        Money instancePrice,
        int gpusPerInstance,
        long gpuSeconds,
        LedgerAmount payable,
        LedgerAmount cost,
        LedgerAmount subsidy) {}
