package gridfare.web.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.provider.Incident;
import gridfare.domain.provider.Incidents;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.ProviderStanding;
import gridfare.domain.provider.ReadProviderHealth;
import gridfare.pricing.market.ProviderId;
import gridfare.web.market.ReliabilityReply;
import gridfare.web.rest.Items;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// How a provider's own accounts stand: how they answer, their score, and what it is made of.
@Path("/v1/provider")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("provider")
@Tag(name = "Provider")
public class StandingResource {

    private static final int MOST_INCIDENTS = 200;

    @Inject ReadProviderHealth readHealth;
    @Inject Incidents incidents;
    @Inject Caller caller;

    /// @param successRate of the calls of the last quarter of an hour; null where none was made
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ScoreReply(
            ProviderId provider,
            String name,
            String answering,
            @Nullable Double successRate,
            long calls,
            long meanMs,
            long worstMs,
            @Nullable Instant heardAt,
            @Nullable Instant stockGatheredAt,
            @Nullable Instant pricesGatheredAt,
            ReliabilityReply reliability) {

        static ScoreReply of(ProviderStanding one) {
            var calls = one.calls();
            return new ScoreReply(
                    one.provider().id(),
                    one.provider().name(),
                    one.answering().name(),
                    calls.successRate().isPresent() ? calls.successRate().getAsDouble() : null,
                    calls.calls(),
                    calls.meanMs(),
                    calls.worstMs(),
                    one.heardAt().orElse(null),
                    one.stockGatheredAt().orElse(null),
                    one.pricesGatheredAt().orElse(null),
                    ReliabilityReply.of(one.past()));
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record IncidentReply(
            ProviderId provider,
            String kind,
            @Nullable LegId leg,
            Instant at,
            @Nullable Instant overAt,
            String detail) {

        static IncidentReply of(Incident one) {
            return new IncidentReply(
                    one.provider(),
                    one.kind().name(),
                    one.leg(),
                    one.at(),
                    one.overAt(),
                    one.detail());
        }
    }

    @GET
    @Path("/score")
    @Operation(summary = "How your accounts answer, and their score")
    public Items<ScoreReply> score() {
        return Items.all(readHealth.own(caller.party()).stream().map(ScoreReply::of).toList());
    }

    @GET
    @Path("/incidents")
    @Operation(summary = "What happened at your accounts, the newest first")
    public Items<IncidentReply> incidents() {
        return Items.all(
                incidents.of(caller.party(), MOST_INCIDENTS).stream()
                        .map(IncidentReply::of)
                        .toList());
    }
}
