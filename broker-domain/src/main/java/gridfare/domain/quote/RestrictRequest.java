package gridfare.domain.quote;

import gridfare.domain.offer.OfferBook;
import gridfare.domain.party.Organisation;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Organisations;
import gridfare.domain.policy.Policies;
import gridfare.domain.policy.PolicyDecision;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.match.Request;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;

/// Narrows a request to what the rules in force allow, at the first asking and whenever a leg is
/// replaced: so no replacement crosses a line that the first placement could not.
@UseCase
public class RestrictRequest {

    @Inject Organisations organisations;
    @Inject Policies policies;
    @Inject OfferBook book;
    @Inject InstantSource clock;

    PolicyDecision restrict(Organisation buyer, Request request) {
        return policies.restrict(buyer, request, book.chips(), clock.instant());
    }

    /// The request within the rules; empty where they forbid all of it.
    public Optional<Request> forReplacement(OrganisationId organisation, Request request) {
        return organisations
                .find(organisation)
                .map(buyer -> restrict(buyer, request))
                .flatMap(decision ->
                        switch (decision) {
                            case PolicyDecision.Allowed allowed -> Optional.of(allowed.request());
                            case PolicyDecision.Refused _ -> Optional.empty();
                        });
    }
}
