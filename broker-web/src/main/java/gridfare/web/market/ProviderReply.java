package gridfare.web.market;

import gridfare.pricing.market.ProviderId;

/// A provider as JSON, with what its past says of it.
public record ProviderReply(ProviderId id, String name, ReliabilityReply reliability) {}
