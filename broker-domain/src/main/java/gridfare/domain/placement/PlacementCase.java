package gridfare.domain.placement;

import gridfare.domain.id.UuidV7;
import gridfare.domain.placement.PlacementEvent.Kind;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.StartOutcome;
import gridfare.domain.quote.GoingRates;
import gridfare.domain.quote.QuoteSnapshot;
import gridfare.pricing.admission.MoveCause;
import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.LedgerAmount;
import gridfare.pricing.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A placement and all its legs as one thing that changes together: what an event means is decided
/// here, without I/O. What is to be written afterwards is collected: changed legs, new legs,
/// events, claims that end.
///
/// Every event may come twice, late, or in an unexpected order, because jobs compare states and any
/// of them may have been killed: an event that means nothing any more changes nothing.
///
/// Business instants are cut to whole seconds, because what is charged is.
final class PlacementCase {

    /// How often a leg's place is filled anew after refusals or losses.
    static final int MOST_REPLACEMENTS = 4;

    /// How long machines may stay unconfirmed, in wall time.
    static final Duration GRACE = Duration.ofMinutes(2);

    /// How long the failure itself must last, so that a restart of ours is not taken for one of
    /// theirs.
    static final Duration LEAST_MISSING = Duration.ofMinutes(1);

    /// How long a buyer has to decide about a price that moved.
    static final Duration TIME_TO_DECIDE = Duration.ofMinutes(15);

    /// The reason of a leg that was never ordered, because its provider does not answer.
    static final String PROVIDER_SILENT = "provider-silent";

    /// How long others are sought where the tier does not say.
    private static final Duration TIME_TO_RECOVER = Duration.ofMinutes(5);

    /// How long what was paused waits at most where the tier does not say.
    private static final Duration LONGEST_PAUSE = Duration.ofHours(12);

    /// What to ask the provider about a leg.
    enum Ask {
        /// Send the order: it was never sent.
        ORDER,
        /// It may have been sent: look for its machines first, and order only if there are none.
        FIND_THEN_ORDER,
        NOTHING
    }

    private final Placement placement;
    private final List<Leg> legs;
    private final SequencedSet<Leg> changed = new LinkedHashSet<>();
    private final SequencedSet<Leg> added = new LinkedHashSet<>();
    private final List<PlacementEvent> events = new ArrayList<>();
    private final SequencedSet<Leg> freed = new LinkedHashSet<>();
    private boolean touched;
    private int premiumFreed;

    PlacementCase(Placement placement, Collection<Leg> legs) {
        this.placement = placement;
        this.legs = new ArrayList<>(legs);
        this.legs.sort(Comparator.comparingInt(Leg::slot).thenComparing(leg -> leg.id().uuid()));
    }

    /// A new one: with claims it is ready to be ordered, without it waits.
    static PlacementCase accepted(
            PlacementId id,
            PlacementTerms terms,
            List<LegId> legIds,
            List<LegTerms> legTerms,
            @Nullable PlacementReason waitsFor,
            Instant at) {
        Instant now = seconds(at);
        Placement placement =
                new Placement(
                        id,
                        terms,
                        waitsFor == null ? PlacementState.REQUESTED : PlacementState.QUEUED,
                        now);
        PlacementCase fresh = new PlacementCase(placement, List.of());
        for (int slot = 0; slot < legTerms.size(); slot++) {
            fresh.add(
                    new Leg(
                            legIds.get(slot),
                            id,
                            terms.organisation(),
                            slot,
                            null,
                            legTerms.get(slot)));
        }
        fresh.tell(now, Kind.ACCEPTED, null, null);
        if (waitsFor != null) {
            placement.because(waitsFor, null);
            fresh.tell(now, Kind.QUEUED, null, waitsFor.code());
        }
        return fresh;
    }

    // Events.

    /// Whether it waits for capacity, with nothing of it left outside: what was paused goes on when
    /// its old machines are gone.
    boolean mayAdmit() {
        return placement.state() == PlacementState.QUEUED
                && legs.stream().noneMatch(leg -> leg.state().isOutside());
    }

    /// Claims were taken for all legs that wait.
    void admitted(Instant at) {
        if (!mayAdmit()) return;
        become(PlacementState.REQUESTED);
        placement.because(null, null);
        tell(seconds(at), Kind.ADMITTED, null, null);
    }

    /// An order for a leg is about to be sent. Committed before it is.
    Ask order(LegId id, Instant at) {
        Instant now = seconds(at);
        Leg leg = leg(id);
        return switch (leg.state()) {
            case PLANNED, HELD -> {
                if (!mayOrder()) yield Ask.NOTHING;
                if (placement.state() == PlacementState.REQUESTED) {
                    become(PlacementState.RESERVING);
                }
                leg.ordered(now);
                changed.add(leg);
                tell(now, Kind.ORDERED, id, null);
                yield Ask.ORDER;
            }
            case STARTING -> {
                if (!leg.machines().isEmpty()) yield Ask.NOTHING;
                leg.ordered(now);
                changed.add(leg);
                yield Ask.FIND_THEN_ORDER;
            }
            case RUNNING, STOPPING, RELEASED, REFUSED, LOST -> Ask.NOTHING;
        };
    }

    private boolean mayOrder() {
        return switch (placement.state()) {
            case REQUESTED, RESERVING, STARTING, RECOVERING -> true;
            case QUEUED, RUNNING, AWAITING_BUYER, STOPPING, ENDED, FAILED, CANCELLED -> false;
        };
    }

    /// The provider has machines for a leg.
    void started(LegId id, List<String> machines, Instant at, Instant wall) {
        Leg leg = leg(id);
        if (!leg.state().isOutside() || !leg.machines().isEmpty()) return;
        leg.hasMachines(machines);
        leg.heard(wall);
        changed.add(leg);
        tell(seconds(at), Kind.MACHINES_STARTED, id, String.join(" ", machines));
        settle(at);
    }

    /// The provider refused a leg. What follows is decided by the job: another leg, or giving up.
    void refused(LegId id, StartOutcome.Reason why, String detail, Instant at) {
        Leg leg = leg(id);
        if (leg.state() == LegState.STOPPING) {
            released(id, at);
            return;
        }
        if (leg.state() != LegState.STARTING || !leg.machines().isEmpty()) return;
        leg.refused(code(why), detail);
        free(leg);
        tell(seconds(at), Kind.LEG_REFUSED, id, code(why) + ": " + detail);
        settle(at);
    }

    /// The machine that the provider gave for a leg is another live leg's.
    void soldTwice(LegId id, String machines, Instant at) {
        Leg leg = leg(id);
        if (leg.state() != LegState.STARTING || !leg.machines().isEmpty()) return;
        leg.refused("sold-twice", machines);
        free(leg);
        tell(seconds(at), Kind.LEG_REFUSED, id, "sold-twice: " + machines);
        settle(at);
    }

    /// All machines of a leg were seen running.
    void seenRunning(LegId id, Instant at, Instant wall) {
        Instant now = seconds(at);
        Leg leg = leg(id);
        switch (leg.state()) {
            case STARTING -> {
                leg.running(now, wall);
                changed.add(leg);
                tell(now, Kind.LEG_RUNNING, id, null);
                began(now);
                settle(at);
            }
            case RUNNING -> {
                leg.seenRunning(now, wall);
                changed.add(leg);
            }
            case PLANNED, HELD, STOPPING, RELEASED, REFUSED, LOST -> {}
        }
    }

    private void began(Instant now) {
        if (placement.startedAt().isPresent() && placement.pausedAt().isEmpty()) return;
        Optional<Instant> paused = placement.pausedAt();
        Duration moved = placement.started(now);
        touched = true;
        paused.ifPresent(since ->
                current()
                        .forEach(leg -> {
                            leg.postponeRates(since, moved);
                            changed.add(leg);
                        }));
    }

    /// The machines of a leg could not be confirmed: none there, not running any more, or no
    /// answer. After [#GRACE] they are lost.
    void missing(LegId id, Instant at, Instant wall) {
        Leg leg = leg(id);
        boolean waitsToRun = leg.state() == LegState.STARTING && !leg.machines().isEmpty();
        if (leg.state() != LegState.RUNNING && !waitsToRun) return;
        leg.missing(wall);
        changed.add(leg);
        Instant heard = leg.heardAt().orElse(wall);
        Instant missing = leg.missingSince().orElse(wall);
        if (heard.plus(GRACE).isAfter(wall) || missing.plus(LEAST_MISSING).isAfter(wall)) return;
        leg.lost(PlacementReason.MACHINE_LOST.code());
        free(leg);
        tell(seconds(at), Kind.LEG_LOST, id, null);
        switch (placement.state()) {
            case RUNNING -> recover(PlacementReason.MACHINE_LOST, wall, at);
            case REQUESTED,
                    QUEUED,
                    RESERVING,
                    STARTING,
                    RECOVERING,
                    AWAITING_BUYER,
                    STOPPING,
                    ENDED,
                    FAILED,
                    CANCELLED ->
                    settle(at);
        }
    }

    /// What is lost while it runs: REALTIME, GUARANTEED and STANDARD get other machines, for the
    /// failed member only; a BEST_EFFORT placement of one leg goes back to the queue.
    private void recover(PlacementReason why, Instant wall, Instant at) {
        Instant now = seconds(at);
        if (placement.tier() == QosTier.BEST_EFFORT && current().size() == 1) {
            pause(why, wall, at);
            return;
        }
        become(PlacementState.RECOVERING);
        placement.because(why, null);
        placement.recoverBy(now.plus(placement.tier().startWithin().orElse(TIME_TO_RECOVER)));
        tell(now, Kind.RECOVERING, null, why.code());
    }

    /// All its machines are let go, and it waits in the queue to go on: its agreed time stands
    /// still meanwhile.
    void pause(PlacementReason why, Instant wall, Instant at) {
        if (!placement.state().isRunning()) return;
        Instant now = seconds(at);
        if (!placement.agreedEnd().filter(now::isBefore).isPresent()) {
            stop(PlacementReason.AGREED_END, null, PlacementState.ENDED, at);
            return;
        }
        List<Leg> before = current();
        for (Leg leg : before) {
            switch (leg.state()) {
                case PLANNED, HELD -> {
                    leg.released(now);
                    free(leg);
                }
                case STARTING, RUNNING -> {
                    leg.stopAsked(now);
                    changed.add(leg);
                }
                case STOPPING, RELEASED, REFUSED, LOST -> {}
            }
        }
        placement.paused(now, now.plus(placement.tier().startWithin().orElse(LONGEST_PAUSE)));
        become(PlacementState.QUEUED);
        placement.because(why, null);
        for (Leg leg : before) {
            Leg next =
                    new Leg(
                            new LegId(UuidV7.at(wall)),
                            placement.id(),
                            placement.organisation(),
                            leg.slot(),
                            leg.id(),
                            leg.terms());
            next.inheritRates(leg);
            add(next);
        }
        tell(now, Kind.PAUSED, null, why.code());
    }

    /// The machines of running legs will be taken. The buyer is told how long there is to write a
    /// checkpoint; a tier that may not be moved for this cause is left alone until it is lost.
    ///
    /// @return whether this was the first time
    boolean announceMove(Collection<LegId> ids, MoveCause cause, PlacementReason why, Instant at) {
        Optional<Duration> notice = cause.notice(placement.tier());
        if (notice.isEmpty() || placement.state() != PlacementState.RUNNING) return false;
        Instant moveAt = seconds(at).plus(notice.get());
        boolean first = false;
        for (Leg leg : current()) {
            if (!ids.contains(leg.id())
                    || leg.state() != LegState.RUNNING
                    || leg.moveAt().isPresent()) {
                continue;
            }
            leg.movesAt(moveAt, why);
            changed.add(leg);
            first = true;
        }
        if (first) tell(seconds(at), Kind.MOVE_ANNOUNCED, null, moveAt.toString());
        return first;
    }

    /// The time of the notice is over. A BEST_EFFORT placement is paused as a whole; of others only
    /// the legs concerned leave, and get other machines.
    void move(Instant wall, Instant at) {
        Instant now = seconds(at);
        if (placement.state() != PlacementState.RUNNING) return;
        List<Leg> leaving =
                current().stream()
                        .filter(leg -> leg.state() == LegState.RUNNING)
                        .filter(leg -> leg.moveAt().filter(by -> !by.isAfter(now)).isPresent())
                        .toList();
        if (leaving.isEmpty()) return;
        PlacementReason why = leaving.getFirst().moveReason().orElse(PlacementReason.RECLAIMED);
        if (placement.tier() == QosTier.BEST_EFFORT) {
            pause(why, wall, at);
            return;
        }
        for (Leg leg : leaving) {
            leg.stopAsked(now);
            changed.add(leg);
        }
        recover(why, wall, at);
    }

    /// The places that a refused or lost leg left empty, and that another is to fill.
    List<Leg> toReplace() {
        return switch (placement.state()) {
            case RECOVERING -> current().stream().filter(leg -> leg.state().isFinal()).toList();
            case RESERVING, STARTING ->
                    current().stream()
                            .filter(leg ->
                                    leg.state() == LegState.REFUSED || leg.state() == LegState.LOST)
                            .toList();
            case REQUESTED, QUEUED, RUNNING, AWAITING_BUYER, STOPPING, ENDED, FAILED, CANCELLED ->
                    List.of();
        };
    }

    /// Not without end: legs that never ran count.
    boolean mayReplace(Leg leg) {
        return legs.stream()
                        .filter(other -> other.slot() == leg.slot())
                        .filter(other -> other.runningSince().isEmpty())
                        .count()
                <= MOST_REPLACEMENTS;
    }

    /// Another leg takes the place of one that was refused or lost; its capacity is claimed.
    void replaced(LegId old, LegId fresh, LegTerms terms, Instant at) {
        Leg leg = leg(old);
        if (!toReplace().contains(leg)) return;
        Leg next = new Leg(fresh, placement.id(), placement.organisation(), leg.slot(), old, terms);
        next.inheritRates(leg);
        add(next);
        if (placement.state() == PlacementState.STARTING) become(PlacementState.RESERVING);
        tell(seconds(at), Kind.LEG_REPLACED, fresh, terms.instanceType() + " " + terms.siteCode());
    }

    /// No other offer inside the guard band. Before the start it waits again if it may and nothing
    /// else of it exists; for machines that were lost others are sought until
    /// [Placement#recoverBy], then BEST_EFFORT waits in the queue. Else all legs are let go.
    void notReplaced(LegId old, LegId fresh, PlacementReason why, Instant wall, Instant at) {
        Instant now = seconds(at);
        Leg leg = leg(old);
        if (!toReplace().contains(leg)) return;
        if (placement.state() == PlacementState.RECOVERING) {
            if (placement.recoverBy().filter(now::isBefore).isPresent() && mayReplace(leg)) return;
            if (placement.tier() == QosTier.BEST_EFFORT) {
                pause(placement.reason().orElse(why), wall, at);
                return;
            }
        }
        boolean alone = current().size() == 1 && placement.startedAt().isEmpty();
        if (alone && placement.tier().mayQueue() && now.isBefore(placement.startBy())) {
            add(
                    new Leg(
                            fresh,
                            placement.id(),
                            placement.organisation(),
                            leg.slot(),
                            old,
                            leg.terms()));
            become(PlacementState.QUEUED);
            placement.because(
                    PlacementReason.WAITING_FOR_CAPACITY, leg.reasonDetail().orElse(null));
            tell(now, Kind.QUEUED, old, why.code());
            return;
        }
        stop(why, leg.reasonDetail().orElse(null), PlacementState.FAILED, at);
    }

    /// While it waits, another offer takes the place of one of its legs, which nobody outside knew
    /// of.
    void rerouted(LegId old, LegId fresh, LegTerms terms, Instant at) {
        Leg leg = leg(old);
        if (placement.state() != PlacementState.QUEUED || leg.state() != LegState.PLANNED) return;
        leg.released(seconds(at));
        changed.add(leg);
        add(new Leg(fresh, placement.id(), placement.organisation(), leg.slot(), old, terms));
        tell(seconds(at), Kind.LEG_REPLACED, fresh, terms.instanceType() + " " + terms.siteCode());
    }

    /// The provider's price left the guard band before anything was ordered: the buyer decides.
    /// Where other legs are ordered already, this one is refused, and another offer may take its
    /// place.
    void priceMoved(LegId id, String detail, Instant at) {
        Instant now = seconds(at);
        Leg leg = leg(id);
        switch (placement.state()) {
            case REQUESTED -> {
                become(PlacementState.AWAITING_BUYER);
                placement.because(PlacementReason.PRICE_MOVED, detail);
                placement.decideBy(now.plus(TIME_TO_DECIDE));
                tell(now, Kind.PRICE_MOVED, id, detail);
            }
            case RESERVING, STARTING, RECOVERING -> {
                if (leg.state() == LegState.PLANNED) {
                    leg.refused(PlacementReason.PRICE_MOVED.code(), detail);
                    free(leg);
                    tell(now, Kind.LEG_REFUSED, id, PlacementReason.PRICE_MOVED.code());
                }
            }
            case QUEUED, RUNNING, AWAITING_BUYER, STOPPING, ENDED, FAILED, CANCELLED -> {}
        }
    }

    /// The buyer agrees to what a leg costs now.
    ///
    /// @param atMost what the whole placement costs then, to its agreed end
    void repriced(LegId id, GoingRates.Going going, Money atMost) {
        if (placement.state() != PlacementState.AWAITING_BUYER) return;
        Leg leg = leg(id);
        leg.repriced(
                going.parts().rate(), QuoteSnapshot.write(going.parts()), going.perInstanceHour());
        changed.add(leg);
        placement.estimated(atMost);
    }

    /// The buyer goes on at the price that moved.
    ///
    /// @param claimed whether its capacity is set aside; else it waits for it
    void confirmed(boolean claimed, Instant at) {
        if (placement.state() != PlacementState.AWAITING_BUYER) return;
        Instant now = seconds(at);
        placement.decideBy(null);
        tell(now, Kind.CONFIRMED, null, null);
        if (claimed) {
            become(PlacementState.REQUESTED);
            placement.because(null, null);
        } else {
            become(PlacementState.QUEUED);
            placement.because(PlacementReason.WAITING_FOR_CAPACITY, null);
            tell(now, Kind.QUEUED, null, PlacementReason.WAITING_FOR_CAPACITY.code());
        }
    }

    /// Whether it still has an end that can be moved.
    boolean mayExtend(Instant at) {
        return placement.state() == PlacementState.RUNNING
                && placement.agreedEnd().filter(end -> end.isAfter(at)).isPresent();
    }

    /// It runs on past its agreed end.
    ///
    /// @param ofLegs what each present leg costs from there on, in their order
    void extended(Duration by, List<LaterRate> ofLegs, LedgerAmount more, Instant at) {
        if (!mayExtend(at)) return;
        List<Leg> current = current();
        for (int i = 0; i < current.size(); i++) {
            current.get(i).extended(ofLegs.get(i));
            changed.add(current.get(i));
        }
        placement.extended(by, Money.of(more.amount(), more.currency()));
        touched = true;
        tell(seconds(at), Kind.EXTENDED, null, placement.agreedEnd().orElseThrow().toString());
    }

    /// The provider of a leg that was not ordered yet does not answer, and others have what it
    /// needs: one of them takes its place.
    void passedOver(LegId id, Instant at) {
        Leg leg = leg(id);
        if (leg.state() != LegState.PLANNED || !mayOrder()) return;
        if (placement.state() == PlacementState.REQUESTED) become(PlacementState.RESERVING);
        leg.refused(PROVIDER_SILENT, "");
        free(leg);
        tell(seconds(at), Kind.LEG_REFUSED, id, PROVIDER_SILENT);
    }

    /// Its claims have expired before anything was ordered, because nobody came to order it.
    void claimsExpired(Instant at) {
        boolean ordered = legs.stream().anyMatch(leg -> leg.state().isOutside());
        switch (placement.state()) {
            case REQUESTED, RESERVING -> {
                if (ordered) return;
                if (placement.state() == PlacementState.REQUESTED && placement.tier().mayQueue()) {
                    current().forEach(freed::add);
                    become(PlacementState.QUEUED);
                    placement.because(PlacementReason.WAITING_FOR_CAPACITY, null);
                    tell(seconds(at), Kind.QUEUED, null, PlacementReason.CLAIM_EXPIRED.code());
                } else {
                    stop(PlacementReason.CLAIM_EXPIRED, null, PlacementState.FAILED, at);
                }
            }
            case AWAITING_BUYER -> {
                // The buyer still has time to decide; whoever agrees claims anew.
                current().forEach(freed::add);
                touched = true;
            }
            case QUEUED, STARTING, RUNNING, RECOVERING, STOPPING, ENDED, FAILED, CANCELLED -> {}
        }
    }

    /// The buyer is told that the agreed end is near.
    ///
    /// @return whether this was the first time
    boolean warned(Instant at) {
        if (placement.warnedAt().isPresent() || !placement.state().isRunning()) return false;
        placement.warned(seconds(at));
        touched = true;
        tell(seconds(at), Kind.ENDS_SOON, null, null);
        return true;
    }

    /// Lets all legs go; when nothing is left outside it is `endsAs`. The first reason holds.
    void stop(PlacementReason why, @Nullable String detail, PlacementState endsAs, Instant at) {
        if (placement.state().isFinal() || placement.state() == PlacementState.STOPPING) return;
        Instant now = seconds(at);
        placement.because(why, detail);
        boolean outside = false;
        for (Leg leg : legs) {
            switch (leg.state()) {
                case PLANNED, HELD -> {
                    leg.released(now);
                    free(leg);
                }
                case STARTING, RUNNING -> {
                    leg.stopAsked(now);
                    changed.add(leg);
                    outside = true;
                }
                case STOPPING -> outside = true;
                case RELEASED, REFUSED, LOST -> {}
            }
        }
        tell(now, Kind.STOP_ASKED, null, why.code());
        touched = true;
        if (outside) {
            placement.stopping(endsAs);
        } else {
            end(endsAs, now);
        }
    }

    /// What it waited for did not come in time: nothing is owed if it never ran.
    void gaveUp(PlacementReason why, Instant at) {
        stop(
                why,
                null,
                placement.startedAt().isPresent()
                        ? PlacementState.FAILED
                        : PlacementState.CANCELLED,
                at);
    }

    /// The buyer wants no more of it: cancelled if it never ran.
    void stopByBuyer(Instant at) {
        if (placement.startedAt().isPresent()) {
            stop(PlacementReason.STOPPED_BY_BUYER, null, PlacementState.ENDED, at);
        } else {
            stop(PlacementReason.CANCELLED_BY_BUYER, null, PlacementState.CANCELLED, at);
        }
    }

    /// Nothing is left of a leg at its provider.
    void released(LegId id, Instant at) {
        Leg leg = leg(id);
        if (leg.state() != LegState.STOPPING) return;
        leg.released(seconds(at));
        leg.stoppedAt().ifPresent(placement::ranUntil);
        free(leg);
        tell(seconds(at), Kind.LEG_RELEASED, id, null);
        settle(at);
    }

    /// The provider answered that machines of a leg are on their way.
    void heard(LegId id, Instant wall) {
        Leg leg = leg(id);
        if (leg.state() != LegState.STARTING || leg.missingSince().isEmpty()) return;
        leg.heard(wall);
        changed.add(leg);
    }

    /// The price that the provider asks as the order goes out.
    void pricedAt(LegId id, Money perInstanceHour) {
        Leg leg = leg(id);
        if (leg.state() != LegState.PLANNED) return;
        leg.pricedAt(perInstanceHour);
        changed.add(leg);
    }

    // What follows from the legs.

    private void settle(Instant at) {
        Instant now = seconds(at);
        List<Leg> current = current();
        switch (placement.state()) {
            case STOPPING -> {
                if (legs.stream().allMatch(leg -> leg.state().isFinal())) {
                    end(placement.endsAs().orElse(PlacementState.ENDED), now);
                }
            }
            case RESERVING, STARTING, RECOVERING -> {
                if (current.stream().allMatch(leg -> leg.state() == LegState.RUNNING)) {
                    boolean recovered = placement.state() == PlacementState.RECOVERING;
                    become(PlacementState.RUNNING);
                    placement.because(null, null);
                    placement.recoverBy(null);
                    if (recovered) tell(now, Kind.RECOVERED, null, whatChanged());
                    else tell(now, Kind.RUNNING, null, null);
                } else if (placement.state() == PlacementState.RESERVING
                        && current.stream().allMatch(PlacementCase::isComingUp)) {
                    become(PlacementState.STARTING);
                }
            }
            case REQUESTED, QUEUED, RUNNING, AWAITING_BUYER, ENDED, FAILED, CANCELLED -> {}
        }
    }

    /// Where its machines were and where they are, for the buyer. The rate is the same.
    private String whatChanged() {
        return current().stream()
                .flatMap(leg ->
                        leg.replaces().flatMap(this::find).stream()
                                .map(before -> where(before) + " → " + where(leg)))
                .collect(Collectors.joining("; "));
    }

    private static String where(Leg leg) {
        return leg.instances() + " × " + leg.instanceType() + " @ " + leg.siteCode();
    }

    private static boolean isComingUp(Leg leg) {
        return leg.state() == LegState.RUNNING
                || (leg.state() == LegState.STARTING && !leg.machines().isEmpty());
    }

    private void end(PlacementState as, Instant now) {
        placement.ended(as, now);
        touched = true;
        premiumFreed += placement.releasePremium();
        Kind kind =
                switch (as) {
                    case FAILED -> Kind.FAILED;
                    case CANCELLED -> Kind.CANCELLED;
                    default -> Kind.ENDED;
                };
        tell(now, kind, null, placement.reason().map(PlacementReason::code).orElse(null));
    }

    private void become(PlacementState next) {
        placement.become(next);
        touched = true;
    }

    private void add(Leg leg) {
        legs.add(leg);
        added.add(leg);
        touched = true;
    }

    private void free(Leg leg) {
        freed.add(leg);
        changed.add(leg);
    }

    private void tell(Instant at, Kind kind, @Nullable LegId leg, @Nullable String detail) {
        events.add(new PlacementEvent(placement, at, kind, leg, detail));
    }

    private static String code(StartOutcome.Reason why) {
        return why.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    // What it is, and what is to be written.

    Placement placement() {
        return placement;
    }

    List<Leg> legs() {
        return List.copyOf(legs);
    }

    /// The last leg of each place.
    List<Leg> current() {
        Set<LegId> replaced = new LinkedHashSet<>();
        legs.forEach(leg -> leg.replaces().ifPresent(replaced::add));
        return legs.stream().filter(leg -> !replaced.contains(leg.id())).toList();
    }

    Leg leg(LegId id) {
        return find(id).orElseThrow(() ->
                new IllegalArgumentException(id + " is no leg of " + placement + "."));
    }

    Optional<Leg> find(LegId id) {
        return legs.stream().filter(leg -> leg.id().equals(id)).findFirst();
    }

    boolean isChanged() {
        return touched || !changed.isEmpty() || !added.isEmpty() || !events.isEmpty();
    }

    /// Whether people should look again: a beat of the heart is no news.
    boolean isNews() {
        return !events.isEmpty();
    }

    List<Leg> changedLegs() {
        return changed.stream().filter(leg -> !added.contains(leg)).toList();
    }

    List<Leg> addedLegs() {
        return List.copyOf(added);
    }

    List<PlacementEvent> newEvents() {
        return List.copyOf(events);
    }

    /// Legs whose claims end, by pool: the order in which pools are locked.
    List<Leg> freedLegs() {
        return freed.stream()
                .sorted(Comparator.comparing(Leg::pool).thenComparing(leg -> leg.id().uuid()))
                .toList();
    }

    /// GPUs that go back to the premium counter.
    int premiumFreed() {
        return premiumFreed;
    }
}
