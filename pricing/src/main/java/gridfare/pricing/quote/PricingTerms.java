package gridfare.pricing.quote;

import gridfare.pricing.market.ProviderId;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.money.Money;
import java.time.Duration;
import java.util.Map;

/// What one buyer is asked for on top of the providers' prices. Shares are of the provider's own
/// price; none compounds.
///
/// @param premiums by tier; a tier left out has none
/// @param rebates this buyer's contracts, by provider; at most 100 %
/// @param guardBand how far a provider's price may rise between quote and hold at our cost
/// @param quoteLife how long a quote's prices hold
/// @param transferPricePerGb moving a data set, for 10^9 bytes
/// @param mostOptions how many options a quote shows, at least 1
public record PricingTerms(
        BasisPoints brokerFee,
        Map<QosTier, BasisPoints> premiums,
        SurgeCurve surge,
        Map<ProviderId, BasisPoints> rebates,
        TaxRule tax,
        BasisPoints guardBand,
        Duration quoteLife,
        Money transferPricePerGb,
        int mostOptions) {

    public PricingTerms {
        premiums = Map.copyOf(premiums);
        rebates = Map.copyOf(rebates);
        if (rebates.values().stream().anyMatch(rebate -> rebate.value() > 10_000)) {
            throw new IllegalArgumentException("%s is more than the price.".formatted(rebates));
        }
        if (!quoteLife.isPositive()) {
            throw new IllegalArgumentException("A quote cannot hold for %s.".formatted(quoteLife));
        }
        if (transferPricePerGb.isNegative()) {
            throw new IllegalArgumentException(transferPricePerGb + " is negative.");
        }
        if (mostOptions < 1) {
            throw new IllegalArgumentException("%d options.".formatted(mostOptions));
        }
    }

    /// The numbers Gridfare starts with, for a buyer with this tax and no contract of their own.
    public static PricingTerms starting(TaxRule tax) {
        return new PricingTerms(
                BasisPoints.percent(4),
                Map.of(
                        QosTier.REALTIME, BasisPoints.percent(25),
                        QosTier.GUARANTEED, BasisPoints.percent(10)),
                SurgeCurve.starting(),
                Map.of(),
                tax,
                BasisPoints.percent(3),
                Duration.ofMinutes(15),
                Money.of("0.05", "USD"),
                20);
    }

    /// The same for a buyer with contracts.
    public PricingTerms withRebates(Map<ProviderId, BasisPoints> contracts) {
        return new PricingTerms(
                brokerFee,
                premiums,
                surge,
                contracts,
                tax,
                guardBand,
                quoteLife,
                transferPricePerGb,
                mostOptions);
    }

    public BasisPoints premium(QosTier tier) {
        return premiums.getOrDefault(tier, BasisPoints.ZERO);
    }

    public BasisPoints rebate(ProviderId provider) {
        return rebates.getOrDefault(provider, BasisPoints.ZERO);
    }

    /// Whether a price that was `quoted` and is now `asked` is still honoured.
    public boolean withinGuardBand(Money quoted, Money asked) {
        return !asked.exceeds(quoted.plus(guardBand.of(quoted)));
    }
}
