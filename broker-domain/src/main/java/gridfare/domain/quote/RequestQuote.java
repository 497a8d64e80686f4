package gridfare.domain.quote;

import gridfare.domain.clock.Wall;
import gridfare.domain.id.UuidV7;
import gridfare.domain.party.Organisation;
import gridfare.domain.party.Organisations;
import gridfare.domain.party.Party;
import gridfare.domain.policy.PolicyDecision;
import gridfare.domain.quote.Asked.Answered;
import gridfare.domain.quote.Asked.MayNotAsk;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.match.Request;
import gridfare.pricing.quote.PricingTerms;
import gridfare.pricing.quote.QuoteDecision;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Asks the market what a request costs, and keeps the answer: rules restrict, the engine decides
/// on this node's copy of the market, and what it decided is stored with its prices for as long as
/// they hold. A quote claims no capacity.
@UseCase
public class RequestQuote {

    @Inject Organisations organisations;
    @Inject RestrictRequest rules;
    @Inject Market market;
    @Inject Utilisations utilisations;
    @Inject Quotes quotes;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    /// @throws IllegalArgumentException if an amount of the request is in another currency than the
    ///   organisation's
    public Asked ask(Party buyer, Request request) {
        Optional<Organisation> asking = organisations.find(buyer.organisation());
        if (asking.isEmpty() || !asking.get().isBuyer()) return new MayNotAsk();
        Organisation organisation = asking.get();
        return switch (rules.restrict(organisation, request)) {
            case PolicyDecision.Refused(String rule, String text) ->
                    new Asked.PolicyRefused(rule, text);
            case PolicyDecision.Allowed allowed ->
                    new Answered(decide(buyer, organisation, request, allowed.request()));
        };
    }

    private Quote decide(Party buyer, Organisation organisation, Request request, Request allowed) {
        Instant now = clock.instant();
        PricingTerms terms = market.terms(organisation);
        QuoteDecision decision =
                market.engine()
                        .quote(
                                allowed,
                                market.world(organisation.billingCurrency()),
                                terms,
                                utilisations.now());
        Quote quote =
                new Quote(
                        new QuoteId(UuidV7.at(wall.instant())),
                        buyer.organisation(),
                        buyer.person(),
                        now,
                        validUntil(decision, now, terms),
                        request,
                        decision,
                        wall.instant());
        quotes.add(quote);
        return quote;
    }

    private static Instant validUntil(QuoteDecision decision, Instant now, PricingTerms terms) {
        return switch (decision) {
            case QuoteDecision.Quoted quoted -> quoted.validUntil();
            case QuoteDecision.NoCapacity _, QuoteDecision.OverBudget _ ->
                    now.plus(terms.quoteLife());
        };
    }
}
