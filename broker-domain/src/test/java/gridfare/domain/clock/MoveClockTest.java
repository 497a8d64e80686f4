package gridfare.domain.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gridfare.domain.clock.ClockAnswer.Moved;
import gridfare.domain.party.Operator;
import gridfare.domain.party.PersonId;
import gridfare.domain.testing.DomainContainer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MoveClockTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Operator OPERATOR =
            new Operator(new PersonId(DomainContainer.demonstration("d1")), "Operator");

    /// What was done, with the business time at which it was done.
    static final List<String> DONE = new ArrayList<>();

    abstract static class Noted implements DueWork {
        final NavigableSet<Instant> due = new TreeSet<>();
        @Inject BusinessClock clock;
        int answersAwaited;

        @Override
        public Optional<Instant> nextDueAfter(Instant after) {
            return Optional.ofNullable(due.higher(after));
        }

        @Override
        public boolean runDue() {
            boolean any = !due.headSet(clock.now(), true).isEmpty();
            if (any || answersAwaited > 0) DONE.add(order() + " at " + clock.now());
            due.headSet(clock.now(), true).clear();
            return answersAwaited-- > 0;
        }
    }

    @ApplicationScoped
    static class Early extends Noted {
        @Override
        public int order() {
            return 100;
        }
    }

    @ApplicationScoped
    static class Late extends Noted {
        @Override
        public int order() {
            return 300;
        }
    }

    private final MoveClock move = DOMAIN.bean(MoveClock.class);
    private final BusinessClock clock = DOMAIN.bean(BusinessClock.class);

    @BeforeEach
    void startRunning() {
        DONE.clear();
        move.run(OPERATOR);
    }

    @Test
    void stopsAtEachInstantAtWhichSomethingIsDueAndKeepsTheOrder() {
        Instant now = clock.now();
        Instant oneHour = now.plus(Duration.ofHours(1));
        Instant twoHours = now.plus(Duration.ofHours(2));
        due(Late.class, oneHour, twoHours);
        due(Early.class, twoHours, now.plus(Duration.ofHours(9)));

        var answer = (Moved) move.advance(OPERATOR, Duration.ofHours(3));

        assertThat(DONE)
                .containsExactly("300 at " + oneHour, "100 at " + twoHours, "300 at " + twoHours);
        assertThat(answer.settled()).isTrue();
        assertThat(clock.now()).isEqualTo(now.plus(Duration.ofHours(3)));
        assertThat(clock.state().running()).isTrue();
    }

    @Test
    void goesRoundAgainWhileAnAnswerIsAwaited() {
        Instant due = clock.now().plusSeconds(60);
        due(Early.class, due);
        bean(Early.class).answersAwaited = 2;

        move.advance(OPERATOR, Duration.ofMinutes(1));

        assertThat(DONE).hasSize(2);
    }

    @Test
    void aFrozenClockStandsWhileWallTimePassesAndRunsOnFromThere() {
        move.freeze(OPERATOR);
        Instant stood = clock.now();
        DOMAIN.wall().advance(Duration.ofMinutes(10));
        assertThat(clock.now()).isEqualTo(stood);

        move.run(OPERATOR);
        DOMAIN.wall().advance(Duration.ofMinutes(1));
        assertThat(clock.now()).isEqualTo(stood.plus(Duration.ofMinutes(1)));
    }

    @Test
    void aFrozenClockIsStillFrozenAfterAMove() {
        move.freeze(OPERATOR);
        Instant stood = clock.now();

        move.advance(OPERATOR, Duration.ofDays(40));

        assertThat(clock.state().frozenAt()).isEqualTo(stood.plus(Duration.ofDays(40)));
    }

    @Test
    void neverGoesBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> move.advance(OPERATOR, Duration.ofSeconds(-1)));
    }

    private void due(Class<? extends Noted> type, Instant... at) {
        bean(type).due.addAll(List.of(at));
    }

    private static <T extends Noted> T bean(Class<T> type) {
        return DomainContainer.itself(DOMAIN.bean(type));
    }
}
