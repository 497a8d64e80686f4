package gridfare.domain.quote;

import gridfare.domain.party.Organisation;
import gridfare.domain.party.Organisations;
import gridfare.domain.party.Party;
import gridfare.domain.policy.PolicyDecision;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.match.Request;
import gridfare.pricing.quote.WhatIf;
import jakarta.inject.Inject;
import java.util.Optional;

/// What a request would cost at other hours and on other numbers of GPUs: nothing is kept, and no
/// price is held.
@UseCase
public class ExploreRequest {

    @Inject Organisations organisations;
    @Inject RestrictRequest rules;
    @Inject Market market;
    @Inject Utilisations utilisations;

    /// What came of it.
    public sealed interface Explored {

        record Answered(WhatIf.Answer answer) implements Explored {}

        record PolicyRefused(String rule, String text) implements Explored {}

        record MayNotAsk() implements Explored {}
    }

    /// @throws IllegalArgumentException if an amount of the request is in another currency than the
    ///   organisation's
    public Explored explore(Party buyer, Request request) {
        Optional<Organisation> asking = organisations.find(buyer.organisation());
        if (asking.isEmpty() || !asking.get().isBuyer()) return new Explored.MayNotAsk();
        Organisation organisation = asking.get();
        return switch (rules.restrict(organisation, request)) {
            case PolicyDecision.Refused(String rule, String text) ->
                    new Explored.PolicyRefused(rule, text);
            case PolicyDecision.Allowed allowed ->
                    new Explored.Answered(
                            new WhatIf(market.matcher())
                                    .ask(
                                            allowed.request(),
                                            market.world(organisation.billingCurrency()),
                                            market.terms(organisation),
                                            utilisations.now()));
        };
    }
}
