package gridfare.web.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.clock.Wall;
import gridfare.domain.offer.OwnOffer;
import gridfare.domain.offer.ReadOwnOffers;
import gridfare.domain.placement.ReadLeases;
import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.money.Money;
import gridfare.web.rest.Items;
import gridfare.web.rest.PageQuery;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// A provider's own offers over HTTP.
@Path("/v1/provider/offers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("provider")
@Tag(name = "Provider")
public class OwnOfferResource {

    @Inject ReadOwnOffers readOffers;
    @Inject ReadLeases readLeases;
    @Inject Caller caller;
    @Inject @Wall InstantSource wall;

    /// @param pricePerInstanceHour null until the first price is known
    /// @param free instances as last told; assumed from a word unless `counted`
    /// @param claimed instances let and not yet counted by the provider
    /// @param sold instances let now
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OwnOfferReply(
            OfferId id,
            SiteId site,
            String siteCode,
            String place,
            String subdivision,
            String chip,
            String instanceType,
            int gpusPerInstance,
            String purchaseOption,
            boolean onSale,
            @Nullable Money pricePerInstanceHour,
            int free,
            int claimed,
            int sold,
            boolean counted,
            @Nullable Instant seenAt,
            @Nullable Long ageS) {}

    @GET
    @Operation(summary = "What your accounts offer, as last gathered")
    public Items<OwnOfferReply> list(@BeanParam PageQuery page) {
        Sold sold = Sold.of(readLeases.live(caller.party()));
        Instant now = wall.instant();
        OfferId after = page.after().map(OfferId::new).orElse(null);
        List<OwnOffer> found =
                readOffers.all(caller.party()).stream()
                        .sorted(Comparator.comparing(OwnOffer::id))
                        .filter(offer -> after == null || offer.id().compareTo(after) > 0)
                        .limit(page.limit() + 1L)
                        .toList();
        return Items.page(
                found, page, offer -> offer.id().uuid(), offer -> reply(offer, sold, now));
    }

    private static OwnOfferReply reply(OwnOffer offer, Sold sold, Instant now) {
        return new OwnOfferReply(
                offer.id(),
                offer.site(),
                offer.siteCode(),
                offer.place(),
                offer.subdivision(),
                offer.chip().value(),
                offer.instanceType(),
                offer.gpusPerInstance(),
                offer.purchaseOption().name(),
                offer.onSale(),
                offer.price(),
                offer.free(),
                offer.claimed(),
                sold.of(offer),
                offer.counted(),
                offer.seenAt(),
                offer.lastSeen().map(at -> Duration.between(at, now).toSeconds()).orElse(null));
    }
}
