package gridfare.web.party;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.party.Party;
import gridfare.domain.party.ReadOrganisations;
import gridfare.web.security.Caller;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The caller itself, as the broker knows it.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organisation")
public class MeResource {

    @Inject ReadOrganisations organisations;
    @Inject Caller caller;

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record MeReply(
            @Nullable String name,
            @Nullable String role,
            boolean operator,
            @Nullable OrganisationReply organisation) {}

    @GET
    @Path("/me")
    @PermitAll
    @Operation(summary = "Who the caller is and for whom it acts")
    public MeReply me() {
        Optional<Party> party = caller.partyIfAny();
        return new MeReply(
                party.map(Party::name).orElse(null),
                party.map(p -> p.role().name()).orElse(null),
                caller.isOperator(),
                party.map(p -> OrganisationReply.of(organisations.own(p), organisations.terms(p)))
                        .orElse(null));
    }
}
