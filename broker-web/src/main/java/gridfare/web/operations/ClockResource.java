package gridfare.web.operations;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.domain.clock.ClockAnswer;
import gridfare.domain.clock.ClockAnswer.Moved;
import gridfare.domain.clock.ClockAnswer.NotMovable;
import gridfare.domain.clock.ClockState;
import gridfare.domain.clock.MoveClock;
import gridfare.domain.clock.Wall;
import gridfare.web.problem.Problem;
import gridfare.web.rest.Fields;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Business time over HTTP. It can be moved only where the sandbox is attached; elsewhere these
/// paths do not exist.
@Path("/v1/ops")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operator")
public class ClockResource {

    private static final Duration FARTHEST = Duration.ofDays(400);

    @Inject MoveClock moveClock;
    @Inject @Wall InstantSource wall;
    @Inject Caller caller;

    /// @param settled whether all that became due on the way is done
    record ClockReply(Instant now, boolean frozen, long offsetSeconds, boolean settled) {}

    @GET
    @Path("/clock")
    @Operation(summary = "What time it is in the business")
    public Response show() {
        return Response.ok(reply(moveClock.show(caller.operator()), true)).build();
    }

    @POST
    @Path("/clock:advance")
    @Operation(summary = "Move time forward, doing on the way what becomes due")
    public Response advance(@Nullable JsonNode body) {
        Fields fields = Fields.of(body);
        Instant now = moveClock.show(caller.operator()).at(wall.instant());
        Long seconds = fields.whole("seconds", 0, FARTHEST.toSeconds());
        Instant to = fields.instant("to");
        fields.nothingElse();
        if ((seconds == null) == (to == null)) {
            fields.fault("seconds", "required", "Say by how many seconds, or to which time.");
        }
        if (to != null && to.isAfter(now.plus(FARTHEST))) {
            fields.fault("to", "range", "At most 400 days at once.");
        }
        if (!fields.errors().isEmpty()) {
            return Problem.invalid(fields.errors()).response();
        }
        Duration by = seconds == null ? Duration.between(now, to) : Duration.ofSeconds(seconds);
        return answer(moveClock.advance(caller.operator(), by.isNegative() ? Duration.ZERO : by));
    }

    @POST
    @Path("/clock:freeze")
    @Operation(summary = "Let time stand still")
    public Response freeze() {
        return answer(moveClock.freeze(caller.operator()));
    }

    @POST
    @Path("/clock:run")
    @Operation(summary = "Let time go on")
    public Response run() {
        return answer(moveClock.run(caller.operator()));
    }

    private Response answer(ClockAnswer answer) {
        return switch (answer) {
            case Moved(var state, var settled) -> Response.ok(reply(state, settled)).build();
            case NotMovable() ->
                    Problem.response(
                            Status.NOT_FOUND, "not-found", "This installation lives in real time.");
        };
    }

    private ClockReply reply(ClockState state, boolean settled) {
        return new ClockReply(
                state.at(wall.instant()), !state.running(), state.offset().toSeconds(), settled);
    }
}
