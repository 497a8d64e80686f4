package gridfare.pricing.market;

import gridfare.pricing.energy.GridZone;
import gridfare.pricing.place.Place;

/// One of a provider's data centres or edge nodes.
///
/// @param pue power usage effectiveness, at least 1
/// @param overheadMs what the provider itself adds to a round trip
public record Site(
        SiteId id,
        ProviderId provider,
        String name,
        Place place,
        SiteKind kind,
        GridZone gridZone,
        double pue,
        double overheadMs) {

    public Site {
        if (!(pue >= 1 && pue < 10)) {
            throw new IllegalArgumentException("%s has a PUE of %s.".formatted(id, pue));
        }
        if (!(overheadMs >= 0 && overheadMs < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s adds %s ms.".formatted(id, overheadMs));
        }
    }
}
