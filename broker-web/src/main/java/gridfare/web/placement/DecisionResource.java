package gridfare.web.placement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import gridfare.domain.placement.ConfirmAnswer;
import gridfare.domain.placement.ConfirmAnswer.Confirmed;
import gridfare.domain.placement.ConfirmAnswer.MayNotConfirm;
import gridfare.domain.placement.ConfirmAnswer.NotAwaiting;
import gridfare.domain.placement.ConfirmPlacement;
import gridfare.domain.placement.CostSoFar;
import gridfare.domain.placement.ExtendAnswer;
import gridfare.domain.placement.ExtendAnswer.Extended;
import gridfare.domain.placement.ExtendAnswer.MayNotExtend;
import gridfare.domain.placement.ExtendAnswer.NotExtendable;
import gridfare.domain.placement.ExtendPlacement;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.placement.PlacementStory;
import gridfare.domain.placement.ReadPlacements;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import gridfare.web.market.Markets;
import gridfare.web.problem.Problem;
import gridfare.web.rest.Fields;
import gridfare.web.rest.Idempotently;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What a buyer decides about a placement that is there already: a price that moved, more time.
/// Each can be asked for its effect first (`validate_only`), and names the most it may cost
/// (`at_most`), so that nothing becomes dearer between looking and deciding.
@Path("/v1/placements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Placements")
public class DecisionResource {

    @Inject ConfirmPlacement confirmPlacement;
    @Inject ExtendPlacement extendPlacement;
    @Inject ReadPlacements readPlacements;
    @Inject InstantSource clock;
    @Inject Markets markets;
    @Inject Idempotently idempotently;
    @Inject Caller caller;

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ConfirmEffect(
            Money rateBefore,
            Money rate,
            Money atMostBefore,
            Money atMost,
            @Nullable Instant decideBy) {}

    record ExtendEffect(
            Instant agreedEnd,
            Money rate,
            LedgerAmount cost,
            LedgerAmount tax,
            LedgerAmount total) {}

    @POST
    @Path("/{id}:confirm")
    @RolesAllowed({"owner", "admin", "member"})
    @Operation(
            summary = "Agree to a price that moved before the start, or ask what that would cost")
    public Response confirm(@PathParam("id") PlacementId id, @Nullable JsonNode body) {
        Optional<PlacementStory> story = readPlacements.find(caller.party(), id);
        if (story.isEmpty()) return noSuchPlacement();
        Fields fields = Fields.of(body);
        boolean validateOnly = fields.raw("validate_only").asBoolean();
        Money atMost = fields.money("at_most", story.get().placement().estimate().currency());
        fields.nothingElse();
        require(fields, validateOnly, atMost);
        if (!fields.errors().isEmpty()) return Problem.invalid(fields.errors()).response();
        if (validateOnly || atMost == null) {
            return answer(confirmPlacement.effect(caller.party(), id));
        }
        return idempotently.answer(
                caller.party(),
                body,
                () -> answer(confirmPlacement.confirm(caller.party(), id, atMost)));
    }

    @POST
    @Path("/{id}:extend")
    @RolesAllowed({"owner", "admin", "member"})
    @Operation(summary = "Run on past the agreed end, or ask what that would cost")
    public Response extend(@PathParam("id") PlacementId id, @Nullable JsonNode body) {
        Optional<PlacementStory> story = readPlacements.find(caller.party(), id);
        if (story.isEmpty()) return noSuchPlacement();
        Fields fields = Fields.of(body);
        boolean validateOnly = fields.raw("validate_only").asBoolean();
        Money atMost = fields.money("at_most", story.get().placement().estimate().currency());
        Long seconds =
                fields.whole(
                        "duration_s",
                        ExtendPlacement.LEAST.toSeconds(),
                        ExtendPlacement.MOST.toSeconds());
        fields.nothingElse();
        if (seconds == null && fields.errors().isEmpty()) {
            fields.fault("duration_s", "required", "By how many seconds?");
        }
        require(fields, validateOnly, atMost);
        if (seconds == null || !fields.errors().isEmpty()) {
            return Problem.invalid(fields.errors()).response();
        }
        Duration by = Duration.ofSeconds(seconds);
        if (validateOnly || atMost == null) {
            return answer(extendPlacement.effect(caller.party(), id, by));
        }
        return idempotently.answer(
                caller.party(),
                body,
                () -> answer(extendPlacement.extend(caller.party(), id, by, atMost)));
    }

    private static void require(Fields fields, boolean validateOnly, @Nullable Money atMost) {
        if (!validateOnly && atMost == null && fields.errors().isEmpty()) {
            fields.fault("at_most", "required", "The most it may cost, tax included.");
        }
    }

    private Response answer(ConfirmAnswer answer) {
        return switch (answer) {
            case Confirmed(var placement) -> accepted(placement);
            case ConfirmAnswer.Effect effect ->
                    Response.ok(Map.of("effect", effect(effect))).build();
            case ConfirmAnswer.PriceChanged(var effect) ->
                    Problem.of(
                                    Status.CONFLICT,
                                    "price-changed",
                                    "It would cost more than you agreed to.")
                            .with("effect", effect(effect))
                            .response();
            case NotAwaiting(var state) ->
                    Problem.response(
                            Status.CONFLICT,
                            "not-awaiting",
                            "Nothing is to be decided: it is " + state + ".");
            case ConfirmAnswer.NotOnSale() -> notOnSale();
            case ConfirmAnswer.InsufficientCapacity() ->
                    Problem.response(
                            Status.CONFLICT,
                            "insufficient-capacity",
                            "Others were faster, and its tier does not wait.");
            case ConfirmAnswer.CreditExceeded(var missing) -> creditExceeded(missing);
            case ConfirmAnswer.NoSuchPlacement() -> noSuchPlacement();
            case MayNotConfirm() -> forbidden();
        };
    }

    private Response answer(ExtendAnswer answer) {
        return switch (answer) {
            case Extended(var placement) -> accepted(placement);
            case ExtendAnswer.Effect effect ->
                    Response.ok(Map.of("effect", effect(effect))).build();
            case ExtendAnswer.PriceChanged(var effect) ->
                    Problem.of(
                                    Status.CONFLICT,
                                    "price-changed",
                                    "It would cost more than you agreed to.")
                            .with("effect", effect(effect))
                            .response();
            case NotExtendable(var state) ->
                    Problem.response(
                            Status.CONFLICT,
                            "not-extendable",
                            "Only what runs can be extended, before its agreed end; it is "
                                    + state
                                    + ".");
            case ExtendAnswer.NotOnSale() -> notOnSale();
            case ExtendAnswer.CreditExceeded(var missing) -> creditExceeded(missing);
            case ExtendAnswer.NoSuchPlacement() -> noSuchPlacement();
            case MayNotExtend() -> forbidden();
        };
    }

    private static ConfirmEffect effect(ConfirmAnswer.Effect effect) {
        return new ConfirmEffect(
                effect.rateBefore(),
                effect.rateNow(),
                effect.atMostBefore(),
                effect.atMost(),
                effect.decideBy());
    }

    private static ExtendEffect effect(ExtendAnswer.Effect effect) {
        return new ExtendEffect(
                effect.agreedEnd(), effect.rate(), effect.cost(), effect.tax(), effect.total());
    }

    private Response accepted(Placement placement) {
        PlacementStory story = readPlacements.find(caller.party(), placement.id()).orElseThrow();
        return Response.accepted(
                        PlacementReply.of(
                                story, CostSoFar.of(story, clock.instant()), markets.now()))
                .build();
    }

    private static Response creditExceeded(LedgerAmount missing) {
        return Problem.response(
                Status.PAYMENT_REQUIRED,
                "credit-exceeded",
                "Your credit limit would be exceeded by " + missing + ".");
    }

    private static Response notOnSale() {
        return Problem.response(
                Status.CONFLICT, "not-on-sale", "The provider does not sell it any more.");
    }

    private static Response noSuchPlacement() {
        return Problem.response(Status.NOT_FOUND, "not-found", "There is no such placement.");
    }

    private static Response forbidden() {
        return Problem.response(
                Status.FORBIDDEN,
                "forbidden",
                "Your role or your organisation's terms do not allow it.");
    }
}
