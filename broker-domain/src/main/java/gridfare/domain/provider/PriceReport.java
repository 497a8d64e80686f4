package gridfare.domain.provider;

import gridfare.pricing.market.PurchaseOption;
import gridfare.pricing.money.Money;

/// What one instance costs for one hour at a site, in the provider's currency.
public record PriceReport(
        String siteCode, String instanceType, PurchaseOption option, Money perInstanceHour) {}
