package gridfare.web.plan;

import gridfare.domain.plan.PlanVersion;
import gridfare.domain.plan.ReadPlans;
import gridfare.pricing.money.Money;
import gridfare.web.rest.Items;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The plans that are sold, over HTTP.
@Path("/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class PlanResource {

    @Inject ReadPlans readPlans;
    @Inject Caller caller;

    /// @param price a month, for one seat
    /// @param units A100-class GPUs at once, for one seat
    /// @param rateCap a unit-hour: up to which provider's price the included hours pay
    record PlanReply(
            String plan,
            int version,
            Instant validFrom,
            Money price,
            String highestTier,
            int units,
            int includedUnitHours,
            int weight,
            Money rateCap,
            int trialDays) {

        static PlanReply of(PlanVersion version) {
            return new PlanReply(
                    version.plan(),
                    version.number(),
                    version.validFrom(),
                    version.price(),
                    version.highestTier().name(),
                    version.units(),
                    version.includedUnitHours(),
                    version.weight(),
                    version.rateCap().perUnitHour(),
                    version.trialDays());
        }
    }

    @GET
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "The plans that are sold now, the cheapest first")
    public Items<PlanReply> list() {
        return Items.all(readPlans.sold(caller.party()).stream().map(PlanReply::of).toList());
    }
}
