package gridfare.web.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.clock.Wall;
import gridfare.pricing.market.Offer;
import gridfare.pricing.market.OfferId;
import gridfare.pricing.market.SiteId;
import gridfare.pricing.market.Stock;
import gridfare.pricing.match.Assumptions;
import gridfare.pricing.money.Money;
import gridfare.pricing.place.Jurisdiction;
import gridfare.web.problem.Problem;
import gridfare.web.rest.Ids;
import gridfare.web.rest.Items;
import gridfare.web.rest.PageQuery;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What is on sale now, with its age.
@Path("/v1/offers")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Market")
public class OfferResource {

    private static final Currency USD = Currency.getInstance("USD");

    @Inject Markets markets;
    @Inject @Wall InstantSource wall;

    /// @param pricePerGpuHour in USD at the reference rate, for comparing
    /// @param freeAtLeast instances that nobody claimed; assumed from a word unless `counted`
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OfferReply(
            OfferId id,
            ProviderReply provider,
            SiteReply site,
            String chip,
            String instanceType,
            int gpusPerInstance,
            String purchaseOption,
            Money pricePerGpuHour,
            Money nativePricePerInstanceHour,
            int freeAtLeast,
            boolean counted,
            Instant seenAt,
            long ageS,
            boolean stale) {}

    @GET
    @Operation(summary = "Offers on the market")
    public Response list(
            @QueryParam("chip") @Nullable String chip,
            @QueryParam("site") @Nullable String site,
            @QueryParam("jurisdiction") @Nullable String jurisdiction,
            @QueryParam("purchase_option") @Nullable String purchaseOption,
            @BeanParam PageQuery page) {
        Optional<SiteId> atSite =
                Optional.ofNullable(site).flatMap(t -> Ids.parse(SiteId.class, t));
        Optional<Jurisdiction> within;
        try {
            within = Optional.ofNullable(jurisdiction).map(Jurisdiction::new);
        } catch (IllegalArgumentException e) {
            return Problem.invalid(
                            List.of(
                                    new Problem.FieldError(
                                            "?jurisdiction",
                                            "value",
                                            "A code such as CN or CN-GZ is expected.")))
                    .response();
        }
        Market market = markets.now();
        Instant now = wall.instant();
        Optional<UUID> after = page.after();
        List<Offer> found =
                market.book().offers().stream()
                        .filter(o ->
                                after.isEmpty() || o.id().compareTo(new OfferId(after.get())) > 0)
                        .filter(o -> chip == null || o.chip().value().equals(chip))
                        .filter(o -> site == null || atSite.filter(o.site()::equals).isPresent())
                        .filter(o ->
                                within.isEmpty()
                                        || within.get().covers(market.book().siteOf(o).place()))
                        .filter(o ->
                                purchaseOption == null
                                        || o.purchaseOption().name().equals(purchaseOption))
                        .limit(page.limit() + 1L)
                        .toList();
        return Response.ok(Items.page(found, page, o -> o.id().uuid(), o -> reply(o, market, now)))
                .build();
    }

    private static OfferReply reply(Offer offer, Market market, Instant now) {
        Duration age = offer.age(now);
        return new OfferReply(
                offer.id(),
                market.provider(offer.provider()),
                market.site(offer.site()),
                offer.chip().value(),
                offer.instanceType(),
                offer.gpusPerInstance(),
                offer.purchaseOption().name(),
                new Money(offer.usdMicrosPerGpuHour(), USD),
                offer.pricePerInstanceHour(),
                offer.claimableInstances(),
                offer.stock() == Stock.COUNTED,
                offer.seenAt(),
                age.toSeconds(),
                age.compareTo(Assumptions.starting().freshness()) > 0);
    }
}
