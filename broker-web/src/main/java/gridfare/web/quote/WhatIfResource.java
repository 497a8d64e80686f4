package gridfare.web.quote;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.party.ReadOrganisations;
import gridfare.domain.quote.ExploreRequest;
import gridfare.domain.quote.ExploreRequest.Explored;
import gridfare.web.problem.Problem;
import gridfare.web.quote.RequestReader.Read.Faulty;
import gridfare.web.quote.RequestReader.Read.Wanted;
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
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Prices that nobody holds: what a request would cost at other hours and on other numbers of GPUs.
/// Changes nothing, so it wants no idempotency key.
@Path("/v1/quotes:what-if")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Quotes")
public class WhatIfResource {

    @Inject ExploreRequest exploreRequest;
    @Inject OfferBook book;
    @Inject ReadOrganisations organisations;
    @Inject InstantSource clock;
    @Inject Caller caller;

    @POST
    @RolesAllowed({"owner", "admin", "member"})
    @Operation(summary = "Price by start hour over the next 7 days, and against number of GPUs")
    public Response ask(@Nullable JsonNode body) {
        var currency = organisations.own(caller.party()).billingCurrency();
        return switch (new RequestReader(book.chips(), currency, clock.instant()).read(body)) {
            case Faulty(var errors) -> QuoteResource.refused(errors);
            case Wanted(var request) ->
                    switch (exploreRequest.explore(caller.party(), request)) {
                        case Explored.Answered(var answer) ->
                                Response.ok(WhatIfReply.of(answer)).build();
                        case Explored.PolicyRefused(var rule, var text) ->
                                Problem.of(Status.FORBIDDEN, "policy-refused", text)
                                        .with("rule", rule)
                                        .response();
                        case Explored.MayNotAsk() ->
                                Problem.response(
                                        Status.FORBIDDEN,
                                        "forbidden",
                                        "Your organisation is no buyer.");
                    };
        };
    }
}
