package gridfare.web.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.pricing.market.Site;
import gridfare.pricing.market.SiteId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// A site as JSON; only its id where the market no longer knows it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteReply(
        SiteId id,
        @Nullable String name,
        @Nullable String subdivision,
        @Nullable String kind,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude) {

    static SiteReply of(Site site) {
        return new SiteReply(
                site.id(),
                site.name(),
                site.place().subdivision(),
                site.kind().name(),
                degrees(site.place().coordinates().latitude()),
                degrees(site.place().coordinates().longitude()));
    }

    static SiteReply unknown(SiteId id) {
        return new SiteReply(id, null, null, null, null, null);
    }

    private static BigDecimal degrees(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
    }
}
