package gridfare.domain.clock;

import gridfare.domain.clock.ClockAnswer.Moved;
import gridfare.domain.clock.ClockAnswer.NotMovable;
import gridfare.domain.party.Operator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Moves business time forward, and does on the way what becomes due. Not one transaction: each
/// piece of work has its own, and some of it talks to providers.
@ApplicationScoped
public class MoveClock {

    /// The longest wait, in real time, for work that awaits an answer at one instant.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(50);
    private static final Duration CONFIRMATION = Duration.ofSeconds(5);

    @Inject ClockSettings settings;
    @Inject ClockRow row;
    @Inject BusinessClock clock;
    @Inject @Wall InstantSource wall;
    @Inject @Any Instance<DueWork> work;
    @Inject Instance<OutsideClock> outside;
    @Inject Event<ClockMove> moves;

    private final ReentrantLock oneAtATime = new ReentrantLock();

    public ClockState show(Operator asking) {
        return clock.refresh();
    }

    /// Lets time stand still where it is. Harmless to repeat.
    public ClockAnswer freeze(Operator asking) {
        return alone(() -> {
            ClockState state = clock.refresh();
            if (state.running()) {
                stand(wholeSecond(clock.now()));
                moves.fire(
                        new ClockMove(
                                asking, "clock-frozen", Map.of("at", clock.now().toString())));
            }
            return new Moved(clock.state(), true);
        });
    }

    /// Lets time go on from where it stands. Harmless to repeat.
    public ClockAnswer run(Operator asking) {
        return alone(() -> {
            boolean stood = !clock.refresh().running();
            goOn();
            if (stood) {
                moves.fire(
                        new ClockMove(asking, "clock-run", Map.of("at", clock.now().toString())));
            }
            return new Moved(clock.state(), true);
        });
    }

    /// Moves time forward by `by`, stopping at each instant at which something becomes due and
    /// doing it there. If time was running, it runs on afterwards.
    ///
    /// @throws IllegalArgumentException if `by` is negative
    public ClockAnswer advance(Operator asking, Duration by) {
        if (by.isNegative()) throw new IllegalArgumentException("Time goes forward, not " + by);
        return alone(() -> {
            boolean wasRunning = clock.refresh().running();
            Instant from = clock.now().truncatedTo(ChronoUnit.SECONDS);
            boolean settled;
            try {
                settled = walk(by);
            } finally {
                if (wasRunning) goOn();
                moves.fire(
                        new ClockMove(
                                asking,
                                "clock-advanced",
                                Map.of(
                                        "from", from.toString(),
                                        "to",
                                                clock.now()
                                                        .truncatedTo(ChronoUnit.SECONDS)
                                                        .toString())));
            }
            return new Moved(clock.state(), settled);
        });
    }

    private boolean walk(Duration by) {
        Instant at = wholeSecond(clock.now());
        Instant target = at.plus(by);
        stand(at);
        boolean settled = true;
        Optional<Instant> next = nextDue(at, target);
        while (next.isPresent()) {
            at = next.get();
            stand(at);
            settled &= doWhatIsDue();
            next = nextDue(at, target);
        }
        if (at.isBefore(target)) {
            stand(target);
            settled &= doWhatIsDue();
        }
        return settled;
    }

    private Optional<Instant> nextDue(Instant after, Instant target) {
        return inOrder().stream()
                .map(one -> one.nextDueAfter(after))
                .flatMap(Optional::stream)
                .filter(due -> due.isAfter(after) && !due.isAfter(target))
                .min(Comparator.naturalOrder());
    }

    /// @return whether nothing is left that awaits an answer
    private boolean doWhatIsDue() {
        List<DueWork> all = inOrder();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean moreSoon = false;
            for (DueWork one : all) {
                moreSoon |= one.runDue();
            }
            if (!moreSoon) return true;
            if (System.nanoTime() - giveUp > 0) return false;
            LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
        }
    }

    private List<DueWork> inOrder() {
        return work.stream().sorted(Comparator.comparingInt(DueWork::order)).toList();
    }

    private void stand(Instant at) {
        move(clock.state().offset(), at);
        outside.forEach(other -> other.set(at, false));
    }

    private void goOn() {
        ClockState state = clock.state();
        Instant frozenAt = state.frozenAt();
        if (frozenAt == null) return;
        move(Duration.between(wall.instant(), frozenAt), null);
        Instant now = clock.now();
        outside.forEach(other -> other.set(now, true));
    }

    private void move(Duration offset, @Nullable Instant frozenAt) {
        if (row.move(clock.state(), offset, frozenAt).isEmpty()) {
            throw new IllegalStateException("Another one moves the clock.");
        }
        ClockState moved = clock.refresh();
        long giveUp = System.nanoTime() + CONFIRMATION.toNanos();
        while (!row.confirmed(moved.revision(), wall.instant())) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("Some node has not taken the new time in.");
            }
            LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
        }
    }

    /// What is charged is counted in whole seconds, so time only ever stands on one.
    private static Instant wholeSecond(Instant at) {
        Instant floor = at.truncatedTo(ChronoUnit.SECONDS);
        return floor.equals(at) ? at : floor.plusSeconds(1);
    }

    private ClockAnswer alone(Supplier<ClockAnswer> move) {
        if (!settings.movable()) return new NotMovable();
        oneAtATime.lock();
        try {
            return move.get();
        } finally {
            oneAtATime.unlock();
        }
    }
}
