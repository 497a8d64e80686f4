package gridfare.web.quote;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.domain.offer.OfferBook;
import gridfare.domain.party.ReadOrganisations;
import gridfare.domain.quote.Asked.Answered;
import gridfare.domain.quote.Asked.MayNotAsk;
import gridfare.domain.quote.Asked.PolicyRefused;
import gridfare.domain.quote.Quote;
import gridfare.domain.quote.QuoteId;
import gridfare.domain.quote.ReadQuotes;
import gridfare.domain.quote.RequestQuote;
import gridfare.pricing.match.Request;
import gridfare.web.market.Market;
import gridfare.web.market.Markets;
import gridfare.web.problem.Problem;
import gridfare.web.problem.Problem.FieldError;
import gridfare.web.quote.RequestReader.Read.Faulty;
import gridfare.web.quote.RequestReader.Read.Wanted;
import gridfare.web.rest.Idempotently;
import gridfare.web.rest.Items;
import gridfare.web.rest.PageQuery;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Quotes over HTTP. Translates requests to the use case and answers to status codes; decides
/// nothing.
@Path("/v1/quotes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Quotes")
public class QuoteResource {

    @Inject RequestQuote requestQuote;
    @Inject ReadQuotes readQuotes;
    @Inject OfferBook book;
    @Inject Markets markets;
    @Inject ReadOrganisations organisations;
    @Inject Idempotently idempotently;
    @Inject InstantSource clock;
    @Inject Caller caller;

    @POST
    @RolesAllowed({"owner", "admin", "member"})
    @Operation(summary = "Ask for priced, explained options")
    public Response ask(@Nullable JsonNode body) {
        Currency currency = organisations.own(caller.party()).billingCurrency();
        RequestReader reader = new RequestReader(book.chips(), currency, clock.instant());
        return switch (reader.read(body)) {
            case Faulty(var errors) -> refused(errors);
            case Wanted(var request) ->
                    idempotently.answer(caller.party(), body, () -> ask(request, currency));
        };
    }

    private Response ask(Request request, Currency currency) {
        return switch (requestQuote.ask(caller.party(), request)) {
            case Answered(var quote) ->
                    Response.created(URI.create("/api/v1/quotes/" + quote.id().external()))
                            .entity(reply(quote, currency, markets.now()))
                            .build();
            case PolicyRefused(var rule, var text) ->
                    Problem.of(Status.FORBIDDEN, "policy-refused", text)
                            .with("rule", rule)
                            .response();
            case MayNotAsk() ->
                    Problem.response(
                            Status.FORBIDDEN, "forbidden", "Your organisation is no buyer.");
        };
    }

    @GET
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "The organisation's quotes, newest first")
    public Response list(@BeanParam PageQuery page) {
        Currency currency = organisations.own(caller.party()).billingCurrency();
        Market market = markets.now();
        List<Quote> found =
                readQuotes.latest(
                        caller.party(),
                        page.limit() + 1,
                        page.after().map(QuoteId::new).orElse(null));
        return Response.ok(
                        Items.page(
                                found,
                                page,
                                quote -> quote.id().uuid(),
                                quote -> reply(quote, currency, market)))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "One quote, as it was answered")
    public Response find(@PathParam("id") QuoteId id) {
        Currency currency = organisations.own(caller.party()).billingCurrency();
        return readQuotes
                .find(caller.party(), id)
                .map(quote -> Response.ok(reply(quote, currency, markets.now())).build())
                .orElseGet(() ->
                        Problem.response(Status.NOT_FOUND, "not-found", "There is no such quote."));
    }

    @GET
    @Path("/{id}/explanation")
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(
            summary =
                    "Why: kept and ruled out by constraint, the binding term of each option, the"
                            + " smallest change that would help")
    public Response explain(@PathParam("id") QuoteId id) {
        return readQuotes
                .find(caller.party(), id)
                .map(quote -> Response.ok(ExplanationReply.of(quote)).build())
                .orElseGet(() ->
                        Problem.response(Status.NOT_FOUND, "not-found", "There is no such quote."));
    }

    private QuoteReply reply(Quote quote, Currency currency, Market market) {
        return QuoteReply.of(quote, currency, clock.instant(), market);
    }

    static Response refused(List<FieldError> errors) {
        boolean cpuOnly = errors.stream().anyMatch(e -> e.code().equals(RequestReader.CPU_ONLY));
        return cpuOnly
                ? Problem.of(422, RequestReader.CPU_ONLY, errors.getFirst().message())
                        .with(errors)
                        .response()
                : Problem.invalid(errors).response();
    }
}
