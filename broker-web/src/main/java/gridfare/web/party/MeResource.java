package gridfare.web.party;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.party.CreditLine;
import gridfare.domain.party.Organisation;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.ReadOrganisations;
import gridfare.pricing.money.LedgerAmount;
import gridfare.web.rest.Items;
import gridfare.web.security.Caller;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The caller itself, as the broker knows it; and for the operator, all buyers.
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

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OrganisationReply(
            OrganisationId id,
            String name,
            String country,
            String currency,
            @Nullable String terms,
            @Nullable LedgerAmount limit) {

        static OrganisationReply of(Organisation organisation, Optional<CreditLine> terms) {
            return new OrganisationReply(
                    organisation.id(),
                    organisation.name(),
                    organisation.country(),
                    organisation.billingCurrency().getCurrencyCode(),
                    terms.map(line -> line.terms().name()).orElse(null),
                    terms.map(CreditLine::limit).orElse(null));
        }
    }

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

    @GET
    @Path("/ops/organisations")
    @RolesAllowed("operator")
    @Operation(summary = "All buyers")
    public Items<OrganisationReply> buyers() {
        return Items.all(
                organisations.buyers(caller.operator()).stream()
                        .map(buyer -> OrganisationReply.of(buyer, Optional.empty()))
                        .toList());
    }
}
