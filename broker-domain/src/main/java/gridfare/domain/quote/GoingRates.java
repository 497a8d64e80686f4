package gridfare.domain.quote;

import gridfare.domain.fx.ReferenceRates;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Organisations;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.Money;
import gridfare.pricing.quote.PricingTerms;
import gridfare.pricing.quote.RateParts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Currency;
import java.util.Optional;

/// What a GPU-hour of a pool costs a buyer now, made as a quote makes it: for an extension, and for
/// a price that moved before the start. Within a use case.
@ApplicationScoped
public class GoingRates {

    /// @param perInstanceHour what the provider asks now
    public record Going(RateParts parts, Money perInstanceHour) {}

    @Inject Market market;
    @Inject Utilisations utilisations;
    @Inject Organisations organisations;
    @Inject OfferBook book;
    @Inject ReferenceRates rates;
    @Inject InstantSource clock;

    /// Empty where the provider no longer sells it, or nobody entered an exchange rate.
    public Optional<Going> of(
            OrganisationId buyer, QosTier tier, PoolId pool, PurchaseOption option, Currency in) {
        PricingTerms terms = terms(buyer);
        return book.snapshot().offers().stream()
                .filter(offer -> offer.pool().equals(pool) && offer.purchaseOption() == option)
                .findFirst()
                .flatMap(offer -> of(terms, tier, offer, in));
    }

    /// The share of a net amount that the buyer pays as tax.
    public BasisPoints tax(OrganisationId buyer) {
        return terms(buyer).tax().rate();
    }

    private PricingTerms terms(OrganisationId buyer) {
        return market.terms(organisations.find(buyer).orElseThrow());
    }

    private Optional<Going> of(PricingTerms terms, QosTier tier, Offer offer, Currency in) {
        BasisPoints use =
                book.chips()
                        .find(offer.chip())
                        .map(chip -> utilisations.now().of(tier, chip.chipClass()))
                        .orElse(BasisPoints.ZERO);
        return rates.current(offer.pricePerInstanceHour().currency(), in, clock.instant())
                .map(exchange ->
                        new Going(
                                RateParts.of(
                                        offer.pricePerGpuHour(),
                                        terms.brokerFee(),
                                        terms.premium(tier),
                                        terms.surge().surchargeAt(use),
                                        terms.rebate(offer.provider()),
                                        exchange),
                                offer.pricePerInstanceHour()));
    }
}
