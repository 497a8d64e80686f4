package gridfare.web.plan;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.billing.subscription.CarryOutChanges;
import gridfare.billing.subscription.ChangeAnswer;
import gridfare.billing.subscription.ChangeAnswer.ChangeUnderWay;
import gridfare.billing.subscription.ChangeAnswer.MayNotPay;
import gridfare.billing.subscription.ChangeAnswer.NoPaymentMethod;
import gridfare.billing.subscription.ChangeAnswer.NoSuchPreview;
import gridfare.billing.subscription.ChangeAnswer.NoSuchSubscription;
import gridfare.billing.subscription.ChangeAnswer.Noted;
import gridfare.billing.subscription.ChangeAnswer.PreviewStale;
import gridfare.billing.subscription.ChangeAnswer.Requested;
import gridfare.billing.subscription.ManageSubscription;
import gridfare.billing.subscription.PreviewAnswer;
import gridfare.billing.subscription.PreviewAnswer.Previewed;
import gridfare.domain.plan.ChangeId;
import gridfare.domain.plan.ReadPlans;
import gridfare.domain.plan.SubscriptionId;
import gridfare.web.problem.Problem;
import gridfare.web.rest.Fields;
import gridfare.web.rest.Idempotently;
import gridfare.web.rest.Ids;
import gridfare.web.rest.Items;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
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
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Subscriptions over HTTP. Translates; decides nothing.
///
/// A command is written down under the caller's key, and is then carried out, outside any
/// transaction, since a payment may be asked for. Sent again it is carried on with, never twice.
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class SubscriptionResource {

    private static final String CHANGES = "/api/v1/subscriptions/changes/";
    private static final int MOST_SEATS = 1_000;

    @Inject ReadPlans readPlans;
    @Inject ManageSubscription manage;
    @Inject CarryOutChanges carryOut;
    @Inject Caller caller;
    @Inject Idempotently idempotently;

    @GET
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "The organisation's subscriptions, ended ones too, newest first")
    public Items<SubscriptionReply> list() {
        return Items.all(
                readPlans.all(caller.party()).stream().map(SubscriptionReply::of).toList());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "One subscription")
    public Response find(@PathParam("id") SubscriptionId id) {
        return readPlans
                .find(caller.party(), id)
                .map(standing -> Response.ok(SubscriptionReply.of(standing)).build())
                .orElseGet(SubscriptionResource::noSuchSubscription);
    }

    @GET
    @Path("/changes/{id}")
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "One change, from its preview on")
    public Response change(@PathParam("id") ChangeId id) {
        return readPlans
                .change(caller.party(), id)
                .map(change -> Response.ok(ChangeReply.of(change)).build())
                .orElseGet(SubscriptionResource::noSuchPreview);
    }

    @POST
    @RolesAllowed({"owner", "admin", "billing"})
    @Operation(summary = "Subscribe to a plan, or ask what that would cost (validate_only)")
    public Response start(@Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        String plan = plan(fields);
        int seats = seats(fields);
        boolean trial = flag(fields, body, "trial");
        boolean validateOnly = flag(fields, body, "validate_only");
        fields.nothingElse();
        if (plan == null || !fields.errors().isEmpty()) {
            return Problem.invalid(fields.errors()).response();
        }
        Supplier<PreviewAnswer> preview =
                () -> manage.previewStart(caller.party(), plan, seats, trial);
        return validateOnly
                ? answer(preview.get(), Status.OK)
                : carryOut(body, () -> previewAndConfirm(preview.get()));
    }

    @POST
    @Path("/{id}:preview-change")
    @RolesAllowed({"owner", "admin", "billing"})
    @Operation(summary = "What another plan or other seats would cost, exactly, for 15 minutes")
    public Response previewChange(@PathParam("id") SubscriptionId id, @Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        String plan = plan(fields);
        int seats = seats(fields);
        fields.nothingElse();
        if (plan == null || !fields.errors().isEmpty()) {
            return Problem.invalid(fields.errors()).response();
        }
        return answer(manage.previewChange(caller.party(), id, plan, seats), Status.CREATED);
    }

    @POST
    @Path("/{id}:change")
    @RolesAllowed({"owner", "admin", "billing"})
    @Operation(summary = "Change as it was previewed")
    public Response change(@PathParam("id") SubscriptionId id, @Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        ChangeId preview = fields.id("preview", ChangeId.class);
        if (preview == null && fields.errors().isEmpty()) {
            fields.fault("preview", "required", "The id that the preview answered with.");
        }
        fields.nothingElse();
        if (preview == null || !fields.errors().isEmpty()) {
            return Problem.invalid(fields.errors()).response();
        }
        boolean ofThis =
                readPlans
                        .change(caller.party(), preview)
                        .filter(change -> change.subscription().equals(id))
                        .isPresent();
        return ofThis
                ? carryOut(body, () -> answer(manage.confirm(caller.party(), preview)))
                : noSuchPreview();
    }

    @POST
    @Path("/{id}:cancel")
    @RolesAllowed({"owner", "admin", "billing"})
    @Operation(summary = "End it with its period, or at once and get the rest as credit")
    public Response cancel(@PathParam("id") SubscriptionId id, @Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        boolean atOnce = flag(fields, body, "at_once");
        boolean validateOnly = flag(fields, body, "validate_only");
        fields.nothingElse();
        if (!fields.errors().isEmpty()) {
            return Problem.invalid(fields.errors()).response();
        }
        if (validateOnly) return answer(manage.previewEnd(caller.party(), id), Status.OK);
        return atOnce
                ? carryOut(body, () -> previewAndConfirm(manage.previewEnd(caller.party(), id)))
                : idempotently.answer(
                        caller.party(),
                        body,
                        () -> answer(manage.cancelAtPeriodEnd(caller.party(), id)));
    }

    @POST
    @Path("/{id}:resume")
    @RolesAllowed({"owner", "admin", "billing"})
    @Operation(summary = "Take a cancellation for the end of the period back")
    public Response resume(@PathParam("id") SubscriptionId id, @Nullable JsonNode body) {
        return idempotently.answer(
                caller.party(), body, () -> answer(manage.undoCancel(caller.party(), id)));
    }

    private Response previewAndConfirm(PreviewAnswer preview) {
        return preview instanceof Previewed(var change, var _)
                ? answer(manage.confirm(caller.party(), change.id()))
                : answer(preview, Status.OK);
    }

    /// Writes a command down and then carries it out.
    private Response carryOut(@Nullable JsonNode body, Supplier<Response> deed) {
        Response first = idempotently.answer(caller.party(), body, deed);
        URI location = first.getLocation();
        if (first.getStatus() != Status.ACCEPTED.getStatusCode() || location == null) return first;
        String path = location.getPath();
        ChangeId id =
                Ids.parse(ChangeId.class, path.substring(path.lastIndexOf('/') + 1)).orElseThrow();
        Response settled =
                switch (carryOut.settle(caller.party().organisation(), id)) {
                    case DONE -> shown(id, Status.OK);
                    case PREVIEWED, REQUESTED, PAYING -> shown(id, Status.ACCEPTED);
                    case DECLINED ->
                            Problem.response(
                                    Status.PAYMENT_REQUIRED,
                                    "payment-declined",
                                    "The payment was declined; nothing has changed.");
                    case STALE -> stale();
                };
        String replayed = first.getHeaderString("Idempotency-Replayed");
        return replayed == null
                ? settled
                : Response.fromResponse(settled).header("Idempotency-Replayed", replayed).build();
    }

    private Response shown(ChangeId id, Status status) {
        return Response.status(status)
                .location(URI.create(CHANGES + id.external()))
                .entity(ChangeReply.of(readPlans.change(caller.party(), id).orElseThrow()))
                .build();
    }

    private static @Nullable String plan(Fields fields) {
        String plan = fields.text("plan", 40);
        if (plan == null && fields.errors().isEmpty()) {
            fields.fault("plan", "required", "A plan of GET /api/v1/plans.");
        }
        return plan;
    }

    private static int seats(Fields fields) {
        Long seats = fields.whole("seats", 1, MOST_SEATS);
        return seats == null ? 1 : seats.intValue();
    }

    private static boolean flag(Fields fields, @Nullable JsonNode body, String name) {
        if (!fields.has(name) || body == null) return false;
        if (!body.path(name).isBoolean()) fields.fault(name, "type", "true or false is expected.");
        return body.path(name).asBoolean();
    }

    private Response answer(PreviewAnswer answer, Status good) {
        return switch (answer) {
            case Previewed(var change, var _) ->
                    Response.status(good)
                            .location(URI.create(CHANGES + change.id().external()))
                            .entity(ChangeReply.of(change))
                            .build();
            case PreviewAnswer.NoSuchPlan() ->
                    Problem.of(422, "no-such-plan", "This plan is not sold.").response();
            case PreviewAnswer.NothingChanges() ->
                    Problem.response(
                            Status.CONFLICT,
                            "nothing-changes",
                            "It has this plan and these seats.");
            case PreviewAnswer.NoSuchSubscription() -> noSuchSubscription();
            case PreviewAnswer.AlreadySubscribed() ->
                    Problem.response(
                            Status.CONFLICT,
                            "already-subscribed",
                            "There is a subscription: change that one.");
            case PreviewAnswer.TrialUsed() ->
                    Problem.response(
                            Status.CONFLICT, "trial-used", "One trial for each organisation.");
            case PreviewAnswer.PastDue() ->
                    Problem.response(
                            Status.PAYMENT_REQUIRED,
                            "subscription-past-due",
                            "Pay what is overdue first.");
            case PreviewAnswer.ChangeUnderWay() -> underWay();
            case PreviewAnswer.NoExchangeRate() ->
                    Problem.response(
                            Status.CONFLICT,
                            "no-exchange-rate",
                            "There is no rate into your currency today.");
            case PreviewAnswer.MayNotPay() -> mayNotPay();
        };
    }

    private Response answer(ChangeAnswer answer) {
        return switch (answer) {
            case Requested(var change) ->
                    Response.accepted().location(URI.create(CHANGES + change.external())).build();
            case Noted(var subscription) ->
                    Response.ok(
                                    SubscriptionReply.of(
                                            readPlans
                                                    .find(caller.party(), subscription.id())
                                                    .orElseThrow()))
                            .build();
            case PreviewStale() -> stale();
            case NoSuchPreview() -> noSuchPreview();
            case NoSuchSubscription() -> noSuchSubscription();
            case ChangeUnderWay() -> underWay();
            case NoPaymentMethod() ->
                    Problem.response(
                            Status.PAYMENT_REQUIRED,
                            "no-payment-method",
                            "Add a payment method first: POST /api/v1/payment-methods.");
            case MayNotPay() -> mayNotPay();
        };
    }

    private static Response stale() {
        return Problem.response(
                Status.CONFLICT, "preview-stale", "Preview it again; nothing was charged.");
    }

    private static Response underWay() {
        return Problem.response(
                Status.CONFLICT, "change-under-way", "An earlier change is being paid.");
    }

    private static Response noSuchPreview() {
        return Problem.response(Status.NOT_FOUND, "not-found", "There is no such preview.");
    }

    private static Response noSuchSubscription() {
        return Problem.response(Status.NOT_FOUND, "not-found", "There is no such subscription.");
    }

    private static Response mayNotPay() {
        return Problem.response(Status.FORBIDDEN, "forbidden", "Your role does not allow this.");
    }
}
