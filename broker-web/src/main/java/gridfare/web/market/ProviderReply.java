package gridfare.web.market;

import gridfare.pricing.market.ProviderId;

/// A provider as JSON.
public record ProviderReply(ProviderId id, String name) {}
