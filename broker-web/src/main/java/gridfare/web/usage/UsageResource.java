package gridfare.web.usage;

import gridfare.domain.metering.ReadUsage;
import gridfare.web.problem.Problem;
import gridfare.web.rest.Items;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Usage records over HTTP: those whose windows start in a span of time.
@Path("/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
public class UsageResource {

    private static final Duration LONGEST = Duration.ofDays(93);

    @Inject ReadUsage readUsage;
    @Inject InstantSource clock;
    @Inject Caller caller;

    @GET
    @RolesAllowed({"owner", "admin", "member", "billing", "viewer"})
    @Operation(summary = "Usage records of a span of time, by default of this month")
    public Response list(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Instant now = clock.instant();
        try {
            Instant start = from == null ? monthOf(now) : Instant.parse(from);
            Instant end = to == null ? now.plusSeconds(1) : Instant.parse(to);
            if (end.isBefore(start) || Duration.between(start, end).compareTo(LONGEST) > 0) {
                return fault("?to", "At most 93 days after from.");
            }
            return Response.ok(
                            Items.all(
                                    readUsage.summary(caller.party(), start, end).stream()
                                            .map(UsageReply::of)
                                            .toList()))
                    .build();
        } catch (DateTimeException e) {
            return fault("?from", "A time such as 2026-11-24T08:00:00Z is expected.");
        }
    }

    private static Instant monthOf(Instant now) {
        return YearMonth.from(now.atZone(ZoneOffset.UTC))
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static Response fault(String pointer, String message) {
        return Problem.invalid(List.of(new Problem.FieldError(pointer, "invalid", message)))
                .response();
    }
}
