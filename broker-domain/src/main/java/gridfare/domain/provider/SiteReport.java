package gridfare.domain.provider;

import gridfare.pricing.market.SiteKind;
import gridfare.pricing.place.Place;

/// One of a cloud's data centres or edge nodes.
///
/// @param code the vendor's own name of it, e.g. an Alibaba zone id: unique within the provider
/// @param region the vendor's region that it belongs to
public record SiteReport(String code, String region, Place place, SiteKind kind) {}
