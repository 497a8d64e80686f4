package gridfare.web.party;

import gridfare.domain.party.ReadOrganisations;
import gridfare.web.rest.Items;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// All who buy, for the operator. On the path of the operator's other resources: one on a shorter
/// path is not looked at where a longer one fits.
@Path("/v1/ops")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operator")
public class BuyerResource {

    @Inject ReadOrganisations organisations;
    @Inject Caller caller;

    @GET
    @Path("/organisations")
    @Operation(summary = "All buyers")
    public Items<OrganisationReply> buyers() {
        return Items.all(
                organisations.buyers(caller.operator()).stream()
                        .map(buyer -> OrganisationReply.of(buyer, Optional.empty()))
                        .toList());
    }
}
