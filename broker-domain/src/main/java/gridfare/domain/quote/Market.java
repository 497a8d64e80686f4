package gridfare.domain.quote;

import gridfare.domain.clock.Wall;
import gridfare.domain.energy.GridEnergy;
import gridfare.domain.fx.ReferenceRates;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.party.Organisation;
import gridfare.domain.provider.ConnectedProviders;
import gridfare.pricing.match.Assumptions;
import gridfare.pricing.match.IndexedMatcher;
import gridfare.pricing.match.Matcher;
import gridfare.pricing.match.World;
import gridfare.pricing.quote.PricingTerms;
import gridfare.pricing.quote.QuoteEngine;
import gridfare.pricing.quote.Quoting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Currency;

/// The market as this node sees it now, and the terms on which a buyer buys. Within a use case.
@ApplicationScoped
public class Market {

    private static final Matcher MATCHER = new IndexedMatcher();
    private static final Quoting ENGINE = new QuoteEngine(MATCHER);

    @Inject OfferBook book;
    @Inject GridEnergy energy;
    @Inject ReferenceRates rates;
    @Inject TaxRules taxes;
    @Inject ContractRebates rebates;
    @Inject ConnectedProviders providers;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    public Matcher matcher() {
        return MATCHER;
    }

    Quoting engine() {
        return ENGINE;
    }

    /// All that a request is matched against, priced in `currency`.
    public World world(Currency currency) {
        return new World(
                book.snapshot(),
                book.chips(),
                energy.book(),
                rates.into(currency, clock.instant()),
                Assumptions.starting().withSilent(providers.silent()),
                clock.instant(),
                wall.instant());
    }

    public PricingTerms terms(Organisation buyer) {
        return PricingTerms.starting(taxes.of(buyer.country(), clock.instant()))
                .withRebates(rebates.of(buyer.id(), clock.instant()));
    }
}
