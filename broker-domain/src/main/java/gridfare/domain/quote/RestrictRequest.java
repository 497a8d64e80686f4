package gridfare.domain.quote;

import gridfare.domain.party.Organisation;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Organisations;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.match.Request;
import jakarta.inject.Inject;
import java.util.Optional;

/// Narrows a request to what the rules in force allow, at the first asking and whenever a leg is
/// replaced.
@UseCase
public class RestrictRequest {

    @Inject Organisations organisations;

    Restriction restrict(Organisation buyer, Request request) {
        return new Restriction.Allowed(request);
    }

    /// The request within the rules; empty where they forbid all of it.
    public Optional<Request> forReplacement(OrganisationId organisation, Request request) {
        return organisations
                .find(organisation)
                .flatMap(buyer ->
                        restrict(buyer, request) instanceof Restriction.Allowed(var allowed)
                                ? Optional.of(allowed)
                                : Optional.empty());
    }
}
