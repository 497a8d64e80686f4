package gridfare.domain.placement;

import gridfare.domain.clock.Wall;
import gridfare.domain.offer.Claims;
import gridfare.domain.party.OrganisationId;
import gridfare.domain.provider.Incident;
import gridfare.domain.provider.Incidents;
import gridfare.domain.provider.LegId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// Reads a placement with its legs, and writes what has become of it, within the present
/// transaction.
///
/// Writes in the lock order of the house: premium counter, pools by id, then the placement, whose
/// version tells whether somebody was faster.
@ApplicationScoped
class Cases {

    @Inject Placements placements;
    @Inject StatelessSession session;
    @Inject Claims claims;
    @Inject PremiumCounters premium;
    @Inject PlacementNotices notices;
    @Inject Incidents incidents;
    @Inject Event<PlacementChanged> changed;
    @Inject Event<Nudge> nudges;
    @Inject @Wall InstantSource wall;

    /// For jobs.
    Optional<PlacementCase> find(PlacementId id) {
        return placements.any(id).map(this::withLegs);
    }

    Optional<PlacementCase> find(OrganisationId organisation, PlacementId id) {
        return placements.find(organisation, id).map(this::withLegs);
    }

    private PlacementCase withLegs(Placement placement) {
        return new PlacementCase(placement, placements.legs(placement.id()));
    }

    void add(PlacementCase fresh) {
        session.insert(fresh.placement());
        fresh.addedLegs().forEach(session::insert);
        fresh.newEvents().forEach(session::insert);
        tell(fresh);
    }

    /// @throws org.hibernate.StaleStateException if somebody else was faster: begin again from
    ///   reading
    void save(PlacementCase one) {
        if (!one.isChanged()) return;
        Placement placement = one.placement();
        if (one.premiumFreed() > 0) {
            placement
                    .chipClass()
                    .ifPresent(chipClass -> premium.release(chipClass, one.premiumFreed()));
        }
        claims.release(one.freedLegs().stream().map(Leg::id).toList());
        giveBackMachines(one.freedLegs());
        one.newEvents().forEach(event -> settleClaim(one, event));
        one.newEvents().forEach(event -> note(one, event));
        if (one.isNews()) session.update(placement);
        one.changedLegs().forEach(session::update);
        one.addedLegs().forEach(session::insert);
        one.newEvents().forEach(session::insert);
        tell(one);
    }

    /// While the provider's answer is unknown a claim lives on; once machines are there, a gather
    /// may count them.
    private void settleClaim(PlacementCase one, PlacementEvent event) {
        LegId leg = event.leg().orElse(null);
        if (leg == null) return;
        if (event.kind() == PlacementEvent.Kind.PRICE_MOVED) {
            Instant decideBy = wall.instant().plus(PlacementCase.TIME_TO_DECIDE);
            one.current().forEach(each -> claims.keep(each.id(), decideBy));
        }
        if (event.kind() == PlacementEvent.Kind.ORDERED) claims.keep(leg, null);
        if (event.kind() == PlacementEvent.Kind.MACHINES_STARTED) {
            claims.confirmed(leg, wall.instant());
        }
    }

    private void giveBackMachines(List<Leg> over) {
        List<UUID> legs =
                over.stream()
                        .filter(leg -> !leg.machines().isEmpty() || leg.attempt() > 0)
                        .map(leg -> leg.id().uuid())
                        .toList();
        if (legs.isEmpty()) return;
        session.createNativeMutationQuery("delete from leased_machine where leg_uuid in (:legs)")
                .setParameterList("legs", legs)
                .executeUpdate();
    }

    /// What a provider did to a leg stands in its history.
    private void note(PlacementCase one, PlacementEvent event) {
        switch (event.kind()) {
            case LEG_LOST ->
                    event.leg()
                            .flatMap(one::find)
                            .ifPresent(leg ->
                                    incidents.record(
                                            leg.provider(),
                                            Incident.Kind.MACHINE_LOST,
                                            leg.id(),
                                            String.join(" ", leg.machines())));
            case MOVE_ANNOUNCED -> {
                for (Leg leg : one.changedLegs()) {
                    if (leg.moveReason().filter(PlacementReason.RECLAIMED::equals).isPresent()) {
                        incidents.record(
                                leg.provider(),
                                Incident.Kind.RECLAIMED,
                                leg.id(),
                                String.join(" ", leg.machines()));
                    }
                }
            }
            default -> {}
        }
    }

    private void tell(PlacementCase one) {
        Placement placement = one.placement();
        if (one.isNews()) {
            changed.fire(
                    new PlacementChanged(
                            placement.organisation(), placement.id(), placement.state()));
        }
        one.newEvents().forEach(event -> notices.tell(placement, event));
        switch (placement.state()) {
            case REQUESTED, RESERVING, RECOVERING -> nudges.fire(Nudge.START);
            case STARTING, STOPPING -> nudges.fire(Nudge.STOP);
            case QUEUED, RUNNING, AWAITING_BUYER, ENDED, FAILED, CANCELLED -> {}
        }
    }

    UUID newId() {
        return gridfare.domain.id.UuidV7.at(wall.instant());
    }
}
