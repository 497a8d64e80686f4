package gridfare.web.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import gridfare.domain.audit.AuditEntry;
import gridfare.domain.audit.ReadAudit;
import gridfare.domain.notice.Outbox;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.PersonId;
import gridfare.domain.placement.Placement;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.placement.PlacementReason;
import gridfare.domain.placement.PlacementStory;
import gridfare.domain.placement.ReadPlacements;
import gridfare.domain.placement.StuckPlacement;
import gridfare.domain.provider.Incident;
import gridfare.domain.provider.Incidents;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.ProviderStanding;
import gridfare.domain.provider.ReadProviderHealth;
import gridfare.pricing.market.ProviderId;
import gridfare.web.market.ReliabilityReply;
import gridfare.web.rest.Items;
import gridfare.web.rest.PageQuery;
import gridfare.web.security.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What the operator watches, over HTTP: providers, work of all organisations, the audit log.
@Path("/v1/ops")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Tag(name = "Operator")
public class OperatorResource {

    private static final int MOST_STUCK = 1_000;
    private static final int MOST_INCIDENTS = 200;

    @Inject ReadProviderHealth readHealth;
    @Inject ReadPlacements readPlacements;
    @Inject ReadAudit readAudit;
    @Inject Incidents incidents;
    @Inject Outbox outbox;
    @Inject Caller caller;

    /// @param answering `ANSWERS`, `FAILS`, `SILENT` or `NOT_HEARD`
    /// @param failures how often on end it did not answer
    /// @param silentUntil until when it is not asked, because it does not answer
    /// @param successRate of the calls of the last quarter of an hour; null where none was made
    /// @param offers on sale now
    /// @param quarantined what it lists and we do not know how to sell
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record StandingReply(
            ProviderId id,
            String name,
            String kind,
            String state,
            OrganisationId organisation,
            String answering,
            int failures,
            @Nullable String failure,
            @Nullable Instant heardAt,
            @Nullable Instant stockGatheredAt,
            @Nullable Instant pricesGatheredAt,
            @Nullable Instant silentUntil,
            @Nullable Double successRate,
            long meanMs,
            long worstMs,
            ReliabilityReply reliability,
            long sites,
            long offers,
            long quarantined) {

        static StandingReply of(ProviderStanding one) {
            return new StandingReply(
                    one.provider().id(),
                    one.provider().name(),
                    one.provider().kind().name(),
                    one.provider().state().name(),
                    one.provider().organisation(),
                    one.answering().name(),
                    one.failures(),
                    one.failure().orElse(null),
                    one.heardAt().orElse(null),
                    one.stockGatheredAt().orElse(null),
                    one.pricesGatheredAt().orElse(null),
                    one.silentUntil().orElse(null),
                    one.calls().successRate().isPresent()
                            ? one.calls().successRate().getAsDouble()
                            : null,
                    one.calls().meanMs(),
                    one.calls().worstMs(),
                    ReliabilityReply.of(one.past()),
                    one.sites(),
                    one.offers(),
                    one.quarantined());
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

    /// @param stuckSince when something last happened to it, where that is too long ago
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PlacementLine(
            PlacementId id,
            OrganisationId organisation,
            @Nullable String name,
            String state,
            @Nullable String reason,
            String tier,
            int gpus,
            Instant acceptedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant stuckSince) {

        static PlacementLine of(PlacementStory story, Map<PlacementId, Instant> stuck) {
            Placement placement = story.placement();
            return new PlacementLine(
                    placement.id(),
                    placement.organisation(),
                    placement.name().orElse(null),
                    placement.state().name(),
                    placement.reason().map(PlacementReason::code).orElse(null),
                    placement.tier().name(),
                    placement.gpus(),
                    placement.acceptedAt(),
                    placement.startedAt().orElse(null),
                    placement.endedAt().orElse(null),
                    stuck.get(placement.id()));
        }
    }

    /// @param at wall time
    /// @param businessAt business time
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AuditReply(
            UUID id,
            Instant at,
            Instant businessAt,
            @Nullable PersonId person,
            String who,
            @Nullable OrganisationId organisation,
            String action,
            @Nullable String object,
            Map<String, String> details) {

        static AuditReply of(AuditEntry entry) {
            return new AuditReply(
                    entry.id(),
                    entry.at(),
                    entry.businessAt(),
                    entry.person(),
                    entry.who(),
                    entry.organisation(),
                    entry.action(),
                    entry.object(),
                    entry.details());
        }
    }

    @GET
    @Path("/providers")
    @Operation(summary = "How providers answer and what they sell, those that fail first")
    public Items<StandingReply> providers() {
        return Items.all(
                readHealth.all(caller.operator()).stream().map(StandingReply::of).toList());
    }

    @GET
    @Path("/incidents")
    @Operation(summary = "What providers did lately, the newest first")
    public Items<IncidentReply> incidents() {
        return Items.all(
                incidents.latest(caller.operator(), MOST_INCIDENTS).stream()
                        .map(IncidentReply::of)
                        .toList());
    }

    @GET
    @Path("/parked")
    @Operation(summary = "Messages that were given up after too many attempts, the newest first")
    public Items<Outbox.Parked> parked() {
        return Items.all(outbox.parked(caller.operator(), MOST_INCIDENTS));
    }

    @GET
    @Path("/placements")
    @Operation(summary = "Placements of all organisations, the newest first")
    public Items<PlacementLine> placements(@BeanParam PageQuery page) {
        Map<PlacementId, Instant> stuck =
                readPlacements.stuck(caller.operator(), MOST_STUCK).stream()
                        .collect(
                                Collectors.toMap(
                                        one -> one.placement().id(), StuckPlacement::since));
        List<PlacementStory> found =
                readPlacements.all(
                        caller.operator(),
                        page.limit() + 1,
                        page.after().map(PlacementId::new).orElse(null));
        return Items.page(
                found,
                page,
                story -> story.placement().id().uuid(),
                story -> PlacementLine.of(story, stuck));
    }

    @GET
    @Path("/audit")
    @Operation(summary = "Who did what, the newest first")
    public Items<AuditReply> audit(@BeanParam PageQuery page) {
        return Items.page(
                readAudit.latest(caller.operator(), page.limit() + 1, page.after().orElse(null)),
                page,
                AuditEntry::id,
                AuditReply::of);
    }
}
