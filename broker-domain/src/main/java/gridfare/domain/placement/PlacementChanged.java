package gridfare.domain.placement;

import gridfare.domain.party.OrganisationId;

/// Told inside the transaction in which a placement changes: observe it after success.
public record PlacementChanged(
        OrganisationId organisation, PlacementId placement, PlacementState state) {}
