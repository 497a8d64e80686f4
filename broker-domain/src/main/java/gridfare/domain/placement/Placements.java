package gridfare.domain.placement;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.provider.LegId;
import gridfare.domain.quote.QuoteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.Page;

/// Placements, their legs and their events. Each method is one statement. What takes no
/// organisation is for jobs, which look after all of them.
public interface Placements {

    StatelessSession session();

    @HQL("select p from Placement p where p.id = :id and p.organisation = :organisation")
    Optional<Placement> find(OrganisationId organisation, PlacementId id);

    @HQL("select p from Placement p where p.quote = :quote and p.organisation = :organisation")
    Optional<Placement> of(OrganisationId organisation, QuoteId quote);

    @HQL(
            "select p from Placement p where p.organisation = :organisation"
                    + " order by p.id.uuid desc")
    List<Placement> latest(OrganisationId organisation, Page most);

    @HQL(
            "select p from Placement p where p.organisation = :organisation and p.id.uuid < :before"
                    + " order by p.id.uuid desc")
    List<Placement> latestBefore(OrganisationId organisation, UUID before, Page most);

    @HQL(
            "select p from Placement p where p.organisation = :organisation and p.state in :states"
                    + " order by p.id.uuid desc")
    List<Placement> latestIn(OrganisationId organisation, List<PlacementState> states, Page most);

    @HQL(
            "select p from Placement p where p.organisation = :organisation and p.state in :states"
                    + " and p.id.uuid < :before order by p.id.uuid desc")
    List<Placement> latestInBefore(
            OrganisationId organisation, List<PlacementState> states, UUID before, Page most);

    @HQL("select l from Leg l where l.placement = :placement order by l.slot, l.id.uuid")
    List<Leg> legs(PlacementId placement);

    @HQL("select l from Leg l where l.placement in :placements" + " order by l.slot, l.id.uuid")
    List<Leg> legsOf(List<PlacementId> placements);

    @HQL("select e from PlacementEvent e where e.placement = :placement order by e.number")
    List<PlacementEvent> events(PlacementId placement);

    // For jobs.

    default Optional<Placement> any(PlacementId id) {
        return Optional.ofNullable(session().get(Placement.class, id));
    }

    @HQL("select p from Placement p order by p.id.uuid desc")
    List<Placement> latestOfAll(Page most);

    @HQL("select p from Placement p where p.id.uuid < :before order by p.id.uuid desc")
    List<Placement> latestOfAllBefore(UUID before, Page most);

    @HQL("select p.state, count(*) from Placement p group by p.state")
    List<Object[]> countByState();

    /// Placements on their way, each with the instant of its last event.
    @HQL(
            "select p, max(e.at) from Placement p join PlacementEvent e on e.placement = p.id"
                    + " where p.state in (REQUESTED, RESERVING, STARTING, RECOVERING, STOPPING)"
                    + " group by p having max(e.at) <= :silentSince order by max(e.at), p.id.uuid")
    List<Object[]> silentSince(Instant silentSince, Page most);

    default Optional<Leg> leg(LegId id) {
        return Optional.ofNullable(session().get(Leg.class, id));
    }

    @HQL("select l from Leg l where l.id.uuid in :ids")
    List<Leg> legsById(List<UUID> ids);

    @HQL(
            "select p from Placement p where p.agreedEnd <= :now and p.endedAt is null"
                    + " and p.state <> gridfare.domain.placement.PlacementState.STOPPING order by p.id.uuid")
    List<Placement> pastAgreedEnd(Instant now, Page most);

    @HQL(
            "select p from Placement p where p.agreedEnd <= :soon and p.agreedEnd > :now"
                    + " and p.warnedAt is null and p.endedAt is null order by p.id.uuid")
    List<Placement> endingSoon(Instant now, Instant soon, Page most);

    @HQL(
            "select p from Placement p where p.state = gridfare.domain.placement.PlacementState.RUNNING"
                    + " and exists (select 1 from Leg l where l.placement = p.id"
                    + " and l.state = gridfare.domain.placement.LegState.RUNNING and l.moveAt <= :now)"
                    + " order by p.id.uuid")
    List<Placement> leaving(Instant now, Page most);

    @HQL(
            "select p from Placement p"
                    + " where p.state = gridfare.domain.placement.PlacementState.QUEUED"
                    + " and p.startBy <= :now order by p.id.uuid")
    List<Placement> waitedTooLong(Instant now, Page most);

    @HQL(
            "select p from Placement p"
                    + " where p.state = gridfare.domain.placement.PlacementState.AWAITING_BUYER"
                    + " and p.decideBy <= :now order by p.id.uuid")
    List<Placement> undecided(Instant now, Page most);
}
