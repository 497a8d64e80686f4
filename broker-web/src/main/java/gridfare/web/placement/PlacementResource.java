package gridfare.web.placement;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.domain.metering.ReadUsage;
import gridfare.domain.placement.AcceptQuote;
import gridfare.domain.placement.Acceptance;
import gridfare.domain.placement.Acceptance.Accepted;
import gridfare.domain.placement.Acceptance.AlreadyAccepted;
import gridfare.domain.placement.Acceptance.CreditExceeded;
import gridfare.domain.placement.Acceptance.InsufficientCapacity;
import gridfare.domain.placement.Acceptance.MayNotPlace;
import gridfare.domain.placement.Acceptance.NoSuchOption;
import gridfare.domain.placement.Acceptance.QuoteExpired;
import gridfare.domain.placement.CostSoFar;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementEvent;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.placement.PlacementState;
import gridfare.domain.placement.PlacementStory;
import gridfare.domain.placement.PlacementWishes;
import gridfare.domain.placement.ReadPlacements;
import gridfare.domain.placement.StopAnswer;
import gridfare.domain.placement.StopAnswer.Effect;
import gridfare.domain.placement.StopAnswer.MayNotStop;
import gridfare.domain.placement.StopAnswer.NoSuchPlacement;
import gridfare.domain.placement.StopAnswer.NotStoppable;
import gridfare.domain.placement.StopAnswer.Stopping;
import gridfare.domain.placement.StopPlacement;
import gridfare.domain.provider.LegId;
import gridfare.domain.quote.OptionId;
import gridfare.domain.quote.QuoteId;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.web.market.Market;
import gridfare.web.market.Markets;
import gridfare.web.problem.Problem;
import gridfare.web.rest.Fields;
import gridfare.web.rest.Idempotently;
import gridfare.web.rest.Ids;
import gridfare.web.rest.Items;
import gridfare.web.rest.PageQuery;
import gridfare.web.security.Caller;
import gridfare.web.usage.UsageReply;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Placements over HTTP. Translates requests to use cases and answers to status codes; decides
/// nothing.
@Path("/v1/placements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Placements")
public class PlacementResource {

    private static final int MOST_TAGS = 20;
    private static final int LONGEST_WORD = 120;

    @Inject AcceptQuote acceptQuote;
    @Inject StopPlacement stopPlacement;
    @Inject ReadPlacements readPlacements;
    @Inject ReadUsage readUsage;
    @Inject InstantSource clock;
    @Inject Markets markets;
    @Inject Idempotently idempotently;
    @Inject Caller caller;

    record EventReply(Instant at, String kind, @Nullable LegId leg, @Nullable String detail) {}

    record EffectReply(LedgerAmount costSoFar, Money estimate, long gpuSeconds) {}

    @POST
    @RolesAllowed({"owner", "admin", "member"})
    @Operation(summary = "Accept an option of a quote")
    public Response accept(@Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        QuoteId quote = fields.id("quote_id", QuoteId.class);
        OptionId option = fields.id("option_id", OptionId.class);
        PlacementWishes wishes =
                new PlacementWishes(
                        fields.text("name", LONGEST_WORD),
                        fields.text("project", LONGEST_WORD),
                        tags(fields));
        fields.nothingElse();
        if (quote == null || option == null || !fields.errors().isEmpty()) {
            return Problem.invalid(fields.errors()).response();
        }
        return idempotently.answer(caller.party(), body, () -> accept(quote, option, wishes));
    }

    private Response accept(QuoteId quote, OptionId option, PlacementWishes wishes) {
        Acceptance acceptance = acceptQuote.accept(caller.party(), quote, option, wishes);
        return switch (acceptance) {
            case Accepted(var placement) -> created(placement);
            case AlreadyAccepted(var placement) -> Response.ok(reply(placement)).build();
            case QuoteExpired(var validUntil) ->
                    Problem.response(
                            Status.GONE,
                            "quote-expired",
                            "Its prices held until " + validUntil + ".");
            case InsufficientCapacity(var nextBest) -> insufficient(nextBest);
            case CreditExceeded(var missing) ->
                    Problem.response(
                            Status.PAYMENT_REQUIRED,
                            "credit-exceeded",
                            "Your credit limit would be exceeded by " + missing + ".");
            case NoSuchOption() -> notFound("There is no such option.");
            case MayNotPlace() ->
                    Problem.response(
                            Status.FORBIDDEN,
                            "forbidden",
                            "Your role or your organisation's terms do not allow it.");
        };
    }

    @GET
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "The organisation's placements, newest first")
    public Response list(@QueryParam("state") @Nullable String state, @BeanParam PageQuery page) {
        Set<PlacementState> states = Set.of();
        if (state != null && !state.isEmpty()) {
            Optional<PlacementState> named =
                    List.of(PlacementState.values()).stream()
                            .filter(known -> known.name().equals(state))
                            .findFirst();
            if (named.isEmpty()) {
                return Problem.invalid(
                                List.of(
                                        new Problem.FieldError(
                                                "?state", "value", "There is no such state.")))
                        .response();
            }
            states = Set.of(named.get());
        }
        List<PlacementStory> found =
                readPlacements.list(
                        caller.party(),
                        states,
                        page.limit() + 1,
                        page.after().map(PlacementId::new).orElse(null));
        Market market = markets.now();
        return Response.ok(
                        Items.page(
                                found,
                                page,
                                story -> story.placement().id().uuid(),
                                story -> reply(story, market)))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "One placement with its legs")
    public Response find(@PathParam("id") PlacementId id) {
        return readPlacements
                .find(caller.party(), id)
                .map(story -> Response.ok(reply(story, markets.now())).build())
                .orElseGet(PlacementResource::noSuchPlacement);
    }

    @GET
    @Path("/{id}/events")
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "What happened to a placement, oldest first")
    public Response events(@PathParam("id") PlacementId id) {
        return readPlacements
                .find(caller.party(), id)
                .map(story ->
                        Response.ok(
                                        Items.all(
                                                story.events().stream()
                                                        .map(PlacementResource::event)
                                                        .toList()))
                                .build())
                .orElseGet(PlacementResource::noSuchPlacement);
    }

    @GET
    @Path("/{id}/usage")
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "The usage records of a placement, by time")
    public Response usage(@PathParam("id") PlacementId id) {
        return readPlacements
                .find(caller.party(), id)
                .map(story ->
                        Response.ok(
                                        Items.all(
                                                readUsage.of(caller.party(), id).stream()
                                                        .map(UsageReply::of)
                                                        .toList()))
                                .build())
                .orElseGet(PlacementResource::noSuchPlacement);
    }

    @POST
    @Path("/{id}:stop")
    @RolesAllowed({"owner", "admin", "member"})
    @Operation(summary = "Stop a placement, or ask what that would cost")
    public Response stop(@PathParam("id") PlacementId id, @Nullable JsonNode body) {
        boolean validateOnly = body != null && body.path("validate_only").asBoolean();
        return validateOnly
                ? answer(stopPlacement.effect(caller.party(), id))
                : idempotently.answer(
                        caller.party(), body, () -> answer(stopPlacement.stop(caller.party(), id)));
    }

    private Response answer(StopAnswer answer) {
        return switch (answer) {
            case Stopping(var placement) -> Response.accepted(reply(placement)).build();
            case Effect(var placement, var cost, var estimate, var gpuSeconds) ->
                    Response.ok(Map.of("effect", new EffectReply(cost, estimate, gpuSeconds)))
                            .build();
            case NotStoppable(var state) ->
                    Problem.response(
                            Status.CONFLICT, "not-stoppable", "It is " + state + " already.");
            case NoSuchPlacement() -> noSuchPlacement();
            case MayNotStop() ->
                    Problem.response(
                            Status.FORBIDDEN, "forbidden", "Your role does not allow this.");
        };
    }

    private Response created(Placement placement) {
        return Response.created(URI.create("/api/v1/placements/" + placement.id().external()))
                .entity(reply(placement))
                .build();
    }

    private Response insufficient(Optional<OptionId> nextBest) {
        Problem problem =
                Problem.of(
                        Status.CONFLICT,
                        "insufficient-capacity",
                        "Others were faster; the quote's price never held the capacity.");
        return nextBest.map(option -> problem.with("next_best", Ids.text(option)))
                .orElse(problem)
                .response();
    }

    private PlacementReply reply(Placement placement) {
        return readPlacements
                .find(caller.party(), placement.id())
                .map(story -> reply(story, markets.now()))
                .orElseThrow();
    }

    private PlacementReply reply(PlacementStory story, Market market) {
        return PlacementReply.of(story, CostSoFar.of(story, clock.instant()), market);
    }

    private static EventReply event(PlacementEvent event) {
        return new EventReply(
                event.at(),
                event.kind().name(),
                event.leg().orElse(null),
                event.detail().orElse(null));
    }

    private static Map<String, String> tags(Fields fields) {
        Map<String, String> tags = new HashMap<>();
        fields.object("tags")
                .ifPresent(object -> {
                    for (String name : object.names()) {
                        String value = object.text(name, LONGEST_WORD);
                        if (value != null) {
                            tags.put(name, value);
                        }
                    }
                    if (tags.size() > MOST_TAGS) {
                        fields.fault("tags", "range", "At most " + MOST_TAGS + " tags.");
                    }
                });
        return tags;
    }

    private static Response noSuchPlacement() {
        return notFound("There is no such placement.");
    }

    private static Response notFound(String detail) {
        return Problem.response(Status.NOT_FOUND, "not-found", detail);
    }
}
