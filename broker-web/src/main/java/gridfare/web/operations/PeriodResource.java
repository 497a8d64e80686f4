package gridfare.web.operations;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.billing.invoice.ClosePeriod;
import gridfare.billing.invoice.PeriodClosing;
import gridfare.billing.invoice.PeriodClosing.Closed;
import gridfare.billing.invoice.PeriodClosing.NoSuchOrganisation;
import gridfare.billing.invoice.PeriodClosing.NothingToClose;
import gridfare.domain.party.OrganisationId;
import gridfare.web.problem.Problem;
import gridfare.web.rest.Fields;
import gridfare.web.rest.Idempotently;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Closing a buyer's period of use by hand. Asking twice closes twice: the second finds nothing.
@Path("/v1/ops")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operator")
public class PeriodResource {

    @Inject ClosePeriod closePeriod;
    @Inject Caller caller;
    @Inject Idempotently idempotently;

    @POST
    @Path("/periods:close")
    @Operation(summary = "End an organisation's period of use at this second and invoice it")
    public Response close(@Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        OrganisationId organisation = fields.id("organisation", OrganisationId.class);
        fields.nothingElse();
        if (organisation == null || !fields.errors().isEmpty()) {
            return Problem.invalid(fields.errors()).response();
        }
        return idempotently.answer(
                caller.operator(),
                body,
                () -> answer(closePeriod.close(caller.operator(), organisation)));
    }

    private static Response answer(PeriodClosing closing) {
        return switch (closing) {
            case Closed(var invoices) -> Response.ok(Map.of("invoices", invoices)).build();
            case NothingToClose() -> Response.ok(Map.of("invoices", List.of())).build();
            case NoSuchOrganisation() ->
                    Problem.response(Status.NOT_FOUND, "not-found", "There is no such buyer.");
        };
    }
}
