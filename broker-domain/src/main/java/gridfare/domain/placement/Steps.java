package gridfare.domain.placement;

import gridfare.domain.clock.Wall;
import gridfare.domain.offer.Claims;
import gridfare.domain.offer.Wanted;
import gridfare.domain.provider.Incident;
import gridfare.domain.provider.Incidents;
import gridfare.domain.provider.LegId;
import gridfare.domain.usecase.Refusal;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/// The short transactions of the jobs: each reads a placement, lets one thing happen to it, and
/// writes it.
@UseCase
public class Steps {

    /// What came of a step that needs capacity.
    sealed interface Taken {
        record Done() implements Taken {}

        /// It is no longer wanted.
        record Moot() implements Taken {}

        /// Others were faster; nothing changed.
        record TooLate() implements Taken, Refusal {}
    }

    @Inject Cases cases;
    @Inject Claims claims;
    @Inject Leases leases;
    @Inject Incidents incidents;
    @Inject StatelessSession session;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    /// Lets something happen to a placement.
    ///
    /// @return empty if there is no such placement
    public <T> Optional<T> change(PlacementId id, Function<PlacementCase, T> event) {
        return cases.find(id)
                .map(found -> {
                    T result = event.apply(found);
                    save(found);
                    return result;
                });
    }

    /// The provider has machines for a leg. One that another live leg has already was sold twice:
    /// the second leg is refused, and nothing is stopped, since that would take the first one's
    /// machine.
    public boolean started(PlacementId id, LegId legId, List<String> machines) {
        PlacementCase found = cases.find(id).orElseThrow();
        Leg leg = found.leg(legId);
        if (lease(leg, machines)) {
            found.started(legId, machines, clock.instant(), wall.instant());
        } else {
            found.soldTwice(legId, String.join(" ", machines), clock.instant());
            incidents.record(
                    leg.provider(), Incident.Kind.SOLD_TWICE, legId, String.join(" ", machines));
        }
        save(found);
        return true;
    }

    /// @return whether all of them are the leg's alone
    private boolean lease(Leg leg, List<String> machines) {
        for (String machine : machines) {
            session.createNativeMutationQuery(
                            """
                            insert into leased_machine (provider_uuid, machine, leg_uuid)
                            values (:provider, :machine, :leg) on conflict do nothing\
                            """)
                    .setParameter("provider", leg.provider().uuid())
                    .setParameter("machine", machine)
                    .setParameter("leg", leg.id().uuid())
                    .executeUpdate();
        }
        Long own =
                session.createNativeQuery(
                                """
                                select count(*) from leased_machine
                                where leg_uuid = :leg and machine in (:machines)\
                                """,
                                Long.class)
                        .setParameter("leg", leg.id().uuid())
                        .setParameterList("machines", machines)
                        .getSingleResult();
        return own == machines.stream().distinct().count();
    }

    /// Another leg for one that was refused or lost, with a claim.
    public Taken replace(PlacementId id, LegId old, LegTerms terms) {
        PlacementCase found = cases.find(id).orElseThrow();
        if (found.toReplace().stream().noneMatch(leg -> leg.id().equals(old)))
            return new Taken.Moot();
        LegId fresh = new LegId(cases.newId());
        if (!take(found, List.of(new Wanted(fresh, terms.pool(), terms.instances())))) {
            return new Taken.TooLate();
        }
        found.replaced(old, fresh, terms, clock.instant());
        save(found);
        return new Taken.Done();
    }

    /// Takes waiting work in, where all its legs can be claimed.
    public Taken admit(PlacementId id) {
        PlacementCase found = cases.find(id).orElseThrow();
        if (!found.mayAdmit()) return new Taken.Moot();
        if (!take(found, wanted(found))) return new Taken.TooLate();
        found.admitted(clock.instant());
        save(found);
        return new Taken.Done();
    }

    /// Takes waiting work in with another offer in the place of one of its legs.
    public Taken admit(PlacementId id, LegId old, LegTerms terms) {
        PlacementCase found = cases.find(id).orElseThrow();
        if (!found.mayAdmit()) return new Taken.Moot();
        LegId fresh = new LegId(cases.newId());
        found.rerouted(old, fresh, terms, clock.instant());
        if (!take(found, wanted(found))) return new Taken.TooLate();
        found.admitted(clock.instant());
        save(found);
        return new Taken.Done();
    }

    private boolean take(PlacementCase found, List<Wanted> wanted) {
        return claims.take(
                found.placement().organisation(), wanted, wall.instant().plus(AcceptQuote.CLAIM));
    }

    private static List<Wanted> wanted(PlacementCase found) {
        List<Wanted> wanted = new ArrayList<>();
        for (Leg leg : found.current()) {
            wanted.add(new Wanted(leg.id(), leg.pool(), leg.instances()));
        }
        return wanted;
    }

    private void save(PlacementCase found) {
        cases.save(found);
        leases.show(found);
    }
}
