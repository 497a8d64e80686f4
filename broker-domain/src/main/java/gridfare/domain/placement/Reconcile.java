package gridfare.domain.placement;

import gridfare.domain.clock.Wall;
import gridfare.domain.placement.LegDesk.Due;
import gridfare.domain.placement.WatchDesk.RunningLeg;
import gridfare.domain.placement.WatchDesk.Stray;
import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.ConnectedProviders;
import gridfare.domain.provider.Gathered;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.LegSighting;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.ReleasesMachines;
import gridfare.domain.provider.StopOutcome;
import gridfare.pricing.admission.MoveCause;
import gridfare.pricing.market.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Brings our books and what providers show together. It compares states and trusts no event alone.
///
/// - Legs that come up or go down are asked about at each run, those that run in one listing a
///   provider every [#HEARTBEAT]. A leg runs from the first instant at which all its machines were
///   seen running.
/// - What could not be confirmed for [PlacementCase#GRACE] is lost, and charged to the last instant
///   it was seen running. Whether the provider says "not there" or nothing at all makes no
///   difference.
/// - A machine with our tag whose leg is unknown here, or over, is released and reported.
@ApplicationScoped
public class Reconcile {

    /// How often every provider's machines are listed, in wall time.
    static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(Reconcile.class.getName());
    private static final int MOST_LEGS = 100;
    private static final Duration SOON = Duration.ofMillis(150);
    private static final Duration LATER = Duration.ofSeconds(1);
    private static final Duration MUCH_LATER = Duration.ofSeconds(5);
    private static final Duration MISSING = Duration.ofSeconds(10);

    @Inject LegDesk desk;
    @Inject WatchDesk watches;
    @Inject Steps steps;
    @Inject Changes changes;
    @Inject ConnectedProviders providers;
    @Inject Failpoints failpoints;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    private final AtomicBoolean begun = new AtomicBoolean();

    /// Does a bounded part of what is to be done. Costs two queries where that is nothing. Any
    /// number of nodes may run it.
    ///
    /// @return how many legs it asked about one by one: more of them may be on their way
    public int run() {
        int watched = follow();
        Parallel.each(watches.due(HEARTBEAT), "Listing", this::heartbeat);
        return watched;
    }

    /// The quick half of [#run]: asks about legs that come up, go down or are missing, and lists
    /// nothing.
    public int follow() {
        if (begun.compareAndSet(false, true)) desk.takeBackOwn();
        List<Due> due = desk.toWatch(MOST_LEGS);
        Parallel.each(due, "Watching", this::watch);
        return due.size();
    }

    /// Whether anything is on its way up or down at a provider: then it is worth running again at
    /// once.
    public boolean anyOnTheWay() {
        return desk.anyOnTheWay();
    }

    private record Turn(LegState state, LegRef ref, int instances) {}

    private void watch(Due due) {
        LegId leg = due.leg();
        @Nullable Instant lookAt = wall.instant().plus(LATER);
        try {
            Optional<Turn> turn =
                    steps.change(
                            due.placement(),
                            found ->
                                    new Turn(
                                            found.leg(leg).state(),
                                            found.leg(leg).ref(),
                                            found.leg(leg).instances()));
            if (turn.isEmpty()) return;
            ComputeProvider provider = providers.of(due.provider());
            lookAt =
                    switch (turn.get().state()) {
                        case STARTING, RUNNING ->
                                seen(due, turn.get(), provider.find(turn.get().ref()));
                        case STOPPING -> stopped(due, provider.stop(turn.get().ref()));
                        case PLANNED, HELD, RELEASED, REFUSED, LOST -> null;
                    };
        } finally {
            desk.giveBack(leg, lookAt);
        }
    }

    private @Nullable Instant seen(Due due, Turn turn, LegSighting sighting) {
        return switch (sighting) {
            case LegSighting.Seen(List<Machine> machines) -> {
                if (machines.stream().anyMatch(Machine::reclaimNoticed)) {
                    reclaimed(due.placement(), List.of(due.leg()));
                }
                if (areRunning(machines, turn.instances())) {
                    change(
                            due.placement(),
                            found -> found.seenRunning(due.leg(), clock.instant(), wall.instant()));
                    yield null;
                }
                if (areComing(machines, turn.instances())) {
                    if (due.missingSince() != null) {
                        change(due.placement(), found -> found.heard(due.leg(), wall.instant()));
                    }
                    yield next(due.leg());
                }
                missing(due.placement(), due.leg());
                yield wall.instant().plus(MISSING);
            }
            case LegSighting.Absent _, LegSighting.Unknown _ -> {
                missing(due.placement(), due.leg());
                yield wall.instant().plus(MISSING);
            }
        };
    }

    private @Nullable Instant stopped(Due due, StopOutcome outcome) {
        return switch (outcome) {
            case StopOutcome.Stopped() -> {
                failpoints.reached(Failpoints.AFTER_STOP_BEFORE_RECORD);
                change(due.placement(), found -> found.released(due.leg(), clock.instant()));
                yield null;
            }
            case StopOutcome.Stopping() -> next(due.leg());
            case StopOutcome.Unknown(String why) -> wall.instant().plus(LATER);
        };
    }

    /// Soon for what has just begun, seldom for what takes long.
    private Instant next(LegId leg) {
        Instant now = wall.instant();
        Duration age =
                Duration.between(
                        Instant.ofEpochMilli(leg.uuid().getMostSignificantBits() >>> 16), now);
        if (age.compareTo(Duration.ofMinutes(1)) < 0) return now.plus(SOON);
        return now.plus(age.compareTo(Duration.ofMinutes(5)) < 0 ? LATER : MUCH_LATER);
    }

    private static boolean areRunning(List<Machine> machines, int instances) {
        return machines.stream().filter(it -> it.state() == Machine.State.RUNNING).count()
                >= instances;
    }

    private static boolean areComing(List<Machine> machines, int instances) {
        return machines.stream()
                        .filter(it ->
                                it.state() == Machine.State.RUNNING
                                        || it.state() == Machine.State.STARTING)
                        .count()
                >= instances;
    }

    private void missing(PlacementId placement, LegId leg) {
        change(placement, found -> found.missing(leg, clock.instant(), wall.instant()));
    }

    /// The provider has told that it will take machines back.
    private void reclaimed(PlacementId placement, List<LegId> legs) {
        change(
                placement,
                found ->
                        found.announceMove(
                                legs,
                                MoveCause.PROVIDER_RECLAIM,
                                PlacementReason.RECLAIMED,
                                clock.instant()));
    }

    private void change(PlacementId id, Consumer<PlacementCase> event) {
        changes.repeatedly(() ->
                steps.change(
                        id,
                        found -> {
                            event.accept(found);
                            return true;
                        }));
    }

    // The heartbeat: one listing a provider.

    private void heartbeat(ProviderId id) {
        boolean done = false;
        try {
            Optional<ComputeProvider> provider = providers.find(id);
            if (provider.isPresent()) {
                Instant began = wall.instant();
                Instant beganBusiness = clock.instant();
                apply(id, provider.get(), provider.get().machines(), began, beganBusiness);
            }
            done = true;
        } finally {
            watches.giveBack(id, done);
        }
    }

    private void apply(
            ProviderId id,
            ComputeProvider provider,
            Gathered<Machine> gathered,
            Instant began,
            Instant beganBusiness) {
        switch (gathered) {
            case Gathered.Complete<Machine>(var machines, var quarantined) ->
                    compare(id, provider, machines, began, beganBusiness);
            case Gathered.Partial<Machine>(var machines, var quarantined, var silent) ->
                    // What runs in a silent region is not confirmed, as where nothing answers.
                    compare(id, provider, machines, began, beganBusiness);
            case Gathered.Failed<Machine>(String why) -> {
                LOG.warning(() -> "%s lists no machines: %s".formatted(id, why));
                for (RunningLeg leg : watches.running(id, began))
                    missing(leg.placement(), leg.leg());
            }
        }
    }

    private void compare(
            ProviderId id,
            ComputeProvider provider,
            List<Machine> machines,
            Instant began,
            Instant beganBusiness) {
        Map<LegId, Integer> up = new HashMap<>();
        for (Machine machine : machines) {
            if (machine.leg() != null && machine.state() == Machine.State.RUNNING) {
                up.merge(machine.leg(), 1, Integer::sum);
            }
        }
        List<RunningLeg> running = watches.running(id, began);
        List<LegId> confirmed =
                running.stream()
                        .filter(leg -> up.getOrDefault(leg.leg(), 0) >= leg.instances())
                        .map(RunningLeg::leg)
                        .toList();
        watches.confirm(confirmed, PlacementCase.seconds(beganBusiness), began);
        Set<LegId> seen = Set.copyOf(confirmed);
        Set<LegId> reclaimed =
                machines.stream()
                        .filter(Machine::reclaimNoticed)
                        .map(Machine::leg)
                        .filter(leg -> leg != null)
                        .collect(Collectors.toSet());
        for (RunningLeg leg : running) {
            if (reclaimed.contains(leg.leg())) reclaimed(leg.placement(), List.of(leg.leg()));
            if (!seen.contains(leg.leg())) missing(leg.placement(), leg.leg());
        }
        for (Stray stray : watches.strays(id, machines)) {
            if (isThere(provider, stray)) release(id, provider, stray);
        }
    }

    /// A leg may have ended while its provider was being listed: only what is still there is
    /// astray.
    private static boolean isThere(ComputeProvider provider, Stray stray) {
        LegRef ref = stray.ref();
        if (ref == null) return true;
        return provider.find(ref) instanceof LegSighting.Seen(List<Machine> machines)
                && machines.stream().anyMatch(it -> it.state() != Machine.State.STOPPING);
    }

    private void release(ProviderId id, ComputeProvider provider, Stray stray) {
        if (watches.note(id, stray)) {
            LOG.warning(() -> "%s has a machine that no leg wants: %s".formatted(id, stray));
        }
        LegRef ref = stray.ref();
        if (ref == null) {
            releaseAlone(id, provider, stray);
            return;
        }
        if (provider.stop(ref) instanceof StopOutcome.Stopped) watches.released(id, stray);
    }

    /// Its tag is no leg of ours: only a provider that releases machines by their own ids can be
    /// told.
    private void releaseAlone(ProviderId id, ComputeProvider provider, Stray stray) {
        provider.as(ReleasesMachines.class)
                .map(releases -> releases.release(stray.alone()))
                .filter(StopOutcome.Stopped.class::isInstance)
                .ifPresent(stopped -> watches.released(id, stray));
    }
}
