package gridfare.domain.placement;

import gridfare.domain.clock.Wall;
import gridfare.domain.placement.LegDesk.Due;
import gridfare.domain.placement.PlacementCase.Ask;
import gridfare.domain.placement.Steps.Taken;
import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.ConnectedProviders;
import gridfare.domain.provider.LegId;
import gridfare.domain.provider.LegRef;
import gridfare.domain.provider.LegSighting;
import gridfare.domain.provider.Machine;
import gridfare.domain.provider.StartOrder;
import gridfare.domain.provider.StartOutcome;
import gridfare.pricing.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Orders the machines of accepted placements. The intent is committed before the provider is
/// asked, the provider is asked outside any transaction, and its answer is recorded in a
/// transaction of its own; so a server that is killed at any point goes on by asking the provider
/// for the leg's tag first.
///
/// A lost answer is neither success nor refusal: the leg stays as it is, and its machines are
/// looked for before it is ordered again. A refused leg is final; another one takes its place on
/// the next best offer inside the guard band, or the placement waits or fails, and all its legs are
/// let go.
@ApplicationScoped
public class StartPlacements {

    private static final int MOST_LEGS = 50;
    private static final int MOST_PLACEMENTS = 20;
    private static final int MOST_OFFERS_TRIED = 5;
    private static final Duration AFTER_UNKNOWN = Duration.ofSeconds(1);
    private static final Duration AFTER_MANY_UNKNOWNS = Duration.ofSeconds(10);
    private static final int MANY = 3;

    @Inject LegDesk desk;
    @Inject Steps steps;
    @Inject Changes changes;
    @Inject ConnectedProviders providers;
    @Inject Replacements replacements;
    @Inject Failpoints failpoints;
    @Inject InstantSource clock;
    @Inject @Wall InstantSource wall;

    /// Does a bounded part of what is to be done. Costs two queries where that is nothing. Any
    /// number of nodes may run it.
    ///
    /// @return how many legs and placements it worked on
    public int run() {
        List<Due> due = desk.toOrder(MOST_LEGS);
        Parallel.each(due, "Starting", this::start);
        List<PlacementId> torn = desk.toMend(MOST_PLACEMENTS);
        Parallel.each(torn, "Mending", this::mend);
        return due.size() + torn.size();
    }

    private record Turn(Ask ask, LegRef ref, StartOrder order, int attempt) {}

    private void start(Due due) {
        LegId leg = due.leg();
        @Nullable Instant lookAt = wall.instant().plus(AFTER_UNKNOWN);
        try {
            if (providers.isSilent(due.provider())) {
                lookAt = elsewhere(due);
                return;
            }
            Optional<Money> askedNow = replacements.priceNow(leg);
            Turn turn =
                    change(due.placement(), found -> intend(found, leg, askedNow)).orElseThrow();
            ComputeProvider provider = providers.of(due.provider());
            boolean known =
                    switch (turn.ask()) {
                        case NOTHING -> true;
                        case ORDER -> order(provider, due, turn);
                        case FIND_THEN_ORDER ->
                                switch (provider.find(turn.ref())) {
                                    case LegSighting.Seen(List<Machine> machines) -> {
                                        record(
                                                due,
                                                new StartOutcome.Started(
                                                        machines.stream()
                                                                .map(Machine::id)
                                                                .toList()));
                                        yield true;
                                    }
                                    case LegSighting.Absent() -> order(provider, due, turn);
                                    case LegSighting.Unknown(String why) -> false;
                                };
                    };
            lookAt =
                    known
                            ? null
                            : wall.instant()
                                    .plus(
                                            jittered(
                                                    turn.attempt() < MANY
                                                            ? AFTER_UNKNOWN
                                                            : AFTER_MANY_UNKNOWNS));
        } finally {
            desk.giveBack(leg, lookAt);
        }
    }

    /// Of a provider that is not asked now: a leg that was never ordered goes elsewhere if another
    /// offer fits, everything else waits until it answers.
    ///
    /// @return when to look again
    private Instant elsewhere(Due due) {
        Torn torn = torn(due.placement());
        Leg leg =
                torn.legs().stream()
                        .filter(it -> it.id().equals(due.leg()))
                        .findFirst()
                        .orElseThrow();
        boolean isFree =
                leg.state() == LegState.PLANNED
                        && !replacements.inPlaceOf(torn.placement(), torn.legs(), leg, 1).isEmpty();
        if (isFree) {
            change(
                    due.placement(),
                    found -> {
                        found.passedOver(leg.id(), clock.instant());
                        return true;
                    });
        }
        return wall.instant().plus(jittered(AFTER_UNKNOWN));
    }

    /// Half to the whole of it, so that legs that failed together do not come back together.
    private static Duration jittered(Duration most) {
        long half = most.toMillis() / 2;
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }

    private Turn intend(PlacementCase found, LegId id, Optional<Money> askedNow) {
        Leg leg = found.leg(id);
        if (leg.state() == LegState.PLANNED && askedNow.isPresent()) {
            Money asked = askedNow.get();
            if (Replacements.withinGuardBand(leg.quotedPrice(), asked)) {
                found.pricedAt(id, asked);
            } else {
                found.priceMoved(id, leg.quotedPrice() + " -> " + asked, clock.instant());
            }
        }
        Ask ask = found.order(id, clock.instant());
        return new Turn(ask, leg.ref(), leg.order(Replacements.GUARD_BAND), leg.attempt());
    }

    /// @return whether the outcome is known and recorded
    private boolean order(ComputeProvider provider, Due due, Turn turn) {
        failpoints.reached(Failpoints.BEFORE_PROVIDER_CALL);
        StartOutcome outcome = provider.start(turn.order());
        if (outcome instanceof StartOutcome.Started) {
            failpoints.reached(Failpoints.AFTER_PROVIDER_STARTED_BEFORE_RECORD);
        }
        record(due, outcome);
        failpoints.reached(Failpoints.AFTER_RECORD);
        return !(outcome instanceof StartOutcome.Unknown);
    }

    private void record(Due due, StartOutcome outcome) {
        switch (outcome) {
            case StartOutcome.Started(List<String> machines) ->
                    changes.repeatedly(() -> steps.started(due.placement(), due.leg(), machines));
            case StartOutcome.Refused(StartOutcome.Reason why, String detail) -> {
                change(
                        due.placement(),
                        found -> {
                            found.refused(due.leg(), why, detail, clock.instant());
                            return true;
                        });
                if (why == StartOutcome.Reason.SOLD_OUT) replacements.soldOut(due.leg());
            }
            case StartOutcome.Unknown(String why) -> {}
        }
    }

    /// Fills the places that refused or lost legs left empty.
    private void mend(PlacementId id) {
        Torn torn = torn(id);
        for (int i = 0; i < torn.toReplace().size(); i++) {
            Leg leg = torn.toReplace().get(i);
            if (torn.may().get(i) && replace(torn.placement(), torn.legs(), leg)) continue;
            change(
                    id,
                    found -> {
                        found.notReplaced(
                                leg.id(),
                                replacements.newLeg(),
                                reason(leg),
                                wall.instant(),
                                clock.instant());
                        return true;
                    });
            desk.giveBack(leg.id(), wall.instant().plus(AFTER_MANY_UNKNOWNS));
        }
    }

    private record Torn(
            Placement placement, List<Leg> legs, List<Leg> toReplace, List<Boolean> may) {}

    private Torn torn(PlacementId id) {
        return change(
                        id,
                        found ->
                                new Torn(
                                        found.placement(),
                                        found.legs(),
                                        found.toReplace(),
                                        found.toReplace().stream().map(found::mayReplace).toList()))
                .orElseThrow();
    }

    private boolean replace(Placement placement, List<Leg> legs, Leg leg) {
        for (LegTerms terms : replacements.inPlaceOf(placement, legs, leg, MOST_OFFERS_TRIED)) {
            Taken taken = changes.repeatedly(() -> steps.replace(placement.id(), leg.id(), terms));
            if (!(taken instanceof Taken.TooLate)) return true;
        }
        return false;
    }

    private static PlacementReason reason(Leg leg) {
        if (leg.state() == LegState.LOST) return PlacementReason.MACHINE_LOST;
        return switch (leg.reason().orElse("")) {
            case "sold-out" -> PlacementReason.SOLD_OUT;
            case "price-moved" -> PlacementReason.PRICE_MOVED;
            default -> PlacementReason.PROVIDER_REFUSED;
        };
    }

    private <T> Optional<T> change(
            PlacementId id, java.util.function.Function<PlacementCase, T> event) {
        return changes.repeatedly(() -> steps.change(id, event));
    }
}
