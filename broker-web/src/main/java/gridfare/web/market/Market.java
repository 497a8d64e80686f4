package gridfare.web.market;

import gridfare.domain.provider.Reliabilities;
import gridfare.pricing.market.MarketSnapshot;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.SiteId;
import java.util.Map;

/// The offer book at one moment, with the providers' names and pasts.
public record Market(
        MarketSnapshot book, Map<ProviderId, String> providers, Reliabilities reliabilities) {

    public Market {
        providers = Map.copyOf(providers);
    }

    public ProviderReply provider(ProviderId id) {
        return new ProviderReply(
                id, providers.getOrDefault(id, ""), ReliabilityReply.of(reliabilities.of(id)));
    }

    public SiteReply site(SiteId id) {
        return book.site(id).map(SiteReply::of).orElseGet(() -> SiteReply.unknown(id));
    }
}
