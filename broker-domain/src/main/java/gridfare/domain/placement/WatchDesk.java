package gridfare.domain.placement;

import gridfare.domain.audit.AuditLog;
import gridfare.domain.clock.Wall;
import gridfare.domain.provider.Incident;
import gridfare.domain.provider.Incidents;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.Machine;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Who lists which provider's machines and when, and what a listing means for legs that run and for
/// machines that nobody wants.
@UseCase
public class WatchDesk {

    private static final Duration LEASE = Duration.ofMinutes(1);

    record RunningLeg(LegId leg, PlacementId placement, int instances) {}

    /// A machine with our tag that no live leg wants.
    record Stray(String machine, @Nullable LegId leg, String region, String siteCode) {

        /// As it is named to a provider that releases machines one by one.
        Machine alone() {
            return new Machine(machine, leg, region, siteCode, "", Machine.State.RUNNING, false);
        }

        @Nullable LegRef ref() {
            return leg == null ? null : new LegRef(leg, region, siteCode);
        }
    }

    @Inject StatelessSession session;
    @Inject AuditLog audit;
    @Inject Incidents incidents;
    @Inject @Wall InstantSource wall;

    /// Providers whose machines were not listed for `every`, taken so that no other node lists them
    /// too.
    public List<ProviderId> due(Duration every) {
        Instant now = wall.instant();
        return session
                .createNativeQuery(
                        """
                        insert into provider_watch (provider_uuid, leased_until)
                        select p.id_uuid, :until from provider p
                        where p.state in ('LIVE', 'SUSPENDED', 'DRAINING')
                        and not exists (select 1 from provider_watch w where w.provider_uuid = p.id_uuid
                            and (w.watched_at > :old or w.leased_until > :now))
                        order by p.id_uuid
                        on conflict (provider_uuid) do update set leased_until = excluded.leased_until
                        where (provider_watch.watched_at is null or provider_watch.watched_at <= :old)
                        and (provider_watch.leased_until is null or provider_watch.leased_until <= :now)
                        returning provider_uuid\
                        """,
                        UUID.class)
                .setParameter("until", now.plus(LEASE))
                .setParameter("old", now.minus(every))
                .setParameter("now", now)
                .getResultList()
                .stream()
                .map(ProviderId::new)
                .toList();
    }

    /// @param done whether it was listed; if not it is due again at once
    public void giveBack(ProviderId provider, boolean done) {
        session.createNativeMutationQuery(
                        """
                        update provider_watch set leased_until = null,
                            watched_at = case when :done then :now else watched_at end
                        where provider_uuid = :provider\
                        """)
                .setParameter("done", done)
                .setParameter("now", wall.instant())
                .setParameter("provider", provider.uuid())
                .executeUpdate();
    }

    /// Legs of a provider that were running before a listing began: only of those it tells
    /// anything.
    public List<RunningLeg> running(ProviderId provider, Instant began) {
        return session.createNativeQuery(
                        """
                        select id_uuid, placement_uuid, instances from leg
                        where provider_uuid = :provider and state = 'RUNNING'
                        and (heard_at is null or heard_at <= :began)
                        order by id_uuid\
                        """,
                        Object[].class)
                .addScalar("id_uuid", UUID.class)
                .addScalar("placement_uuid", UUID.class)
                .addScalar("instances", Integer.class)
                .setParameter("provider", provider.uuid())
                .setParameter("began", began)
                .setTupleTransformer((row, names) ->
                        new RunningLeg(
                                new LegId((UUID) row[0]),
                                new PlacementId((UUID) row[1]),
                                (Integer) row[2]))
                .getResultList();
    }

    /// Legs that were seen running: a beat of the heart, in one statement.
    ///
    /// @param at the business second
    public void confirm(List<LegId> legs, Instant at, Instant heardAt) {
        if (legs.isEmpty()) return;
        session.createNativeMutationQuery(
                        """
                        update leg set last_seen_running = greatest(last_seen_running, :at),
                            heard_at = :heard, missing_since = null
                        where state = 'RUNNING' and id_uuid in (:legs)\
                        """)
                .setParameter("at", at)
                .setParameter("heard", heardAt)
                .setParameterList("legs", legs.stream().map(LegId::uuid).sorted().toList())
                .executeUpdate();
    }

    /// The machines of a listing that no live leg wants. Those on their way out are let be.
    public List<Stray> strays(ProviderId provider, List<Machine> machines) {
        List<UUID> tags =
                machines.stream()
                        .map(Machine::leg)
                        .filter(leg -> leg != null)
                        .map(LegId::uuid)
                        .distinct()
                        .toList();
        Set<UUID> wanted = new HashSet<>();
        if (!tags.isEmpty()) {
            wanted.addAll(
                    session.createNativeQuery(
                                    """
                                    select id_uuid from leg where id_uuid in (:tags)
                                    and state in ('STARTING', 'RUNNING', 'STOPPING')\
                                    """,
                                    UUID.class)
                            .setParameterList("tags", tags)
                            .getResultList());
        }
        // A machine that was sold twice carries the second leg's tag and is the first leg's.
        Set<String> leased =
                new HashSet<>(
                        session.createNativeQuery(
                                        "select machine from leased_machine where provider_uuid = :provider",
                                        String.class)
                                .setParameter("provider", provider.uuid())
                                .getResultList());
        List<Stray> strays = new ArrayList<>();
        for (Machine machine : machines) {
            LegId leg = machine.leg();
            boolean going = machine.state() == Machine.State.STOPPING;
            if (going || leased.contains(machine.id())) continue;
            if ((leg != null && wanted.contains(leg.uuid()))) continue;
            strays.add(new Stray(machine.id(), leg, machine.region(), machine.siteCode()));
        }
        return strays;
    }

    /// Reports a stray machine.
    ///
    /// @return whether this was the first time
    public boolean note(ProviderId provider, Stray stray) {
        LegId leg = stray.leg();
        boolean first =
                session.createNativeMutationQuery(
                                        """
                                        insert into orphan (provider_uuid, machine, leg_uuid, region, site_code, seen_at)
                                        values (:provider, :machine, :leg, :region, :site, :now)
                                        on conflict do nothing\
                                        """)
                                .setParameter("provider", provider.uuid())
                                .setParameter("machine", stray.machine())
                                .setParameter("leg", leg == null ? null : leg.uuid(), UUID.class)
                                .setParameter("region", stray.region())
                                .setParameter("site", stray.siteCode())
                                .setParameter("now", wall.instant())
                                .executeUpdate()
                        == 1;
        if (first) {
            incidents.record(provider, Incident.Kind.ORPHAN, leg, stray.machine());
            audit.recordJob(
                    "reconcile",
                    null,
                    "orphan-found",
                    leg,
                    Map.of("provider", provider.toString(), "machine", stray.machine()));
        }
        return first;
    }

    public void released(ProviderId provider, Stray stray) {
        int first =
                session.createNativeMutationQuery(
                                """
                                update orphan set released_at = :now
                                where provider_uuid = :provider and machine = :machine
                                and released_at is null\
                                """)
                        .setParameter("now", wall.instant())
                        .setParameter("provider", provider.uuid())
                        .setParameter("machine", stray.machine())
                        .executeUpdate();
        if (first == 1) {
            audit.recordJob(
                    "reconcile",
                    null,
                    "orphan-released",
                    stray.leg(),
                    Map.of("provider", provider.toString(), "machine", stray.machine()));
        }
    }
}
