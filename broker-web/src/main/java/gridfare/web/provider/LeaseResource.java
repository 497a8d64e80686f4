package gridfare.web.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.placement.Lease;
import gridfare.domain.placement.ReadLeases;
import gridfare.domain.provider.LegId;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.web.market.Market;
import gridfare.web.market.Markets;
import gridfare.web.market.SiteReply;
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
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// A provider's own leases over HTTP: what is let, never to whom.
@Path("/v1/provider/leases")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("provider")
@Tag(name = "Provider")
public class LeaseResource {

    @Inject ReadLeases readLeases;
    @Inject Markets markets;
    @Inject Caller caller;
    @Inject InstantSource clock;

    /// @param leg the tag on the machines
    /// @param earned what its seconds until now come to at its price; owed once they are invoiced
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LeaseReply(
            LegId leg,
            String state,
            SiteReply site,
            String chip,
            String instanceType,
            int instances,
            int gpus,
            String purchaseOption,
            Money pricePerInstanceHour,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            long gpuSeconds,
            LedgerAmount earned) {}

    @GET
    @Operation(summary = "Your leases, the newest first")
    public Items<LeaseReply> list(@BeanParam PageQuery page) {
        Instant now = clock.instant();
        Market market = markets.now();
        return Items.page(
                readLeases.list(
                        caller.party(),
                        page.limit() + 1,
                        page.after().map(LegId::new).orElse(null)),
                page,
                lease -> lease.leg().uuid(),
                lease -> reply(lease, market, now));
    }

    private static LeaseReply reply(Lease lease, Market market, Instant now) {
        return new LeaseReply(
                lease.leg(),
                lease.state().name(),
                market.site(lease.site()),
                lease.chip().value(),
                lease.instanceType(),
                lease.instances(),
                lease.gpus(),
                lease.purchaseOption().name(),
                lease.price(),
                lease.startedAt().orElse(null),
                lease.endedAt().orElse(null),
                lease.gpuSeconds(now),
                lease.earned(now));
    }
}
