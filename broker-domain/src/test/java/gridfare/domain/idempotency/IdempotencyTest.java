package gridfare.domain.idempotency;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gridfare.domain.idempotency.Once.Fresh;
import gridfare.domain.idempotency.Once.InProgress;
import gridfare.domain.idempotency.Once.KeyReused;
import gridfare.domain.idempotency.Once.Replayed;
import gridfare.domain.party.Operator;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.testing.DomainContainer;
import gridfare.domain.usecase.Sessions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IdempotencyTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final RequestHash HASH = RequestHash.of("POST", "/v1/placements", "{}");
    private static final StoredAnswer MADE =
            StoredAnswer.done(201, "/v1/placements/1", "{\"a\":1}");

    private final Idempotency idempotency = DOMAIN.bean(Idempotency.class);

    @Test
    void theSecondTimeTheSameAnswerIsGivenAndNothingDone() {
        var key = new IdempotencyKey("second-time");
        var done = new AtomicInteger();

        assertThat(once(LINGHE, key, done)).isEqualTo(new Fresh(MADE));
        assertThat(once(LINGHE, key, done)).isEqualTo(new Replayed(MADE));
        assertThat(done).hasValue(1);
    }

    @Test
    void aKeyBelongsToItsOrganisation() {
        var key = new IdempotencyKey("shared");
        var done = new AtomicInteger();

        once(LINGHE, key, done);
        assertThat(once(OTHER_LAB, key, done)).isEqualTo(new Fresh(MADE));
    }

    @Test
    void aCommandOfTheOperatorIsDoneOnceAndItsKeyIsNobodyElses() {
        var key = new IdempotencyKey("period");
        var done = new AtomicInteger();
        Supplier<StoredAnswer> deed =
                () -> {
                    done.incrementAndGet();
                    return MADE;
                };
        var anna = new Operator(new PersonId(new UUID(7, 1)), "Anna");
        var ben = new Operator(new PersonId(new UUID(7, 2)), "Ben");

        assertThat(idempotency.once(anna, key, HASH, deed)).isEqualTo(new Fresh(MADE));
        assertThat(idempotency.once(anna, key, HASH, deed)).isEqualTo(new Replayed(MADE));
        assertThat(done).hasValue(1);
        assertThat(idempotency.once(ben, key, HASH, deed)).isEqualTo(new Fresh(MADE));
        assertThat(once(LINGHE, key, done)).isEqualTo(new Fresh(MADE));
    }

    @Test
    void anAnswerAfterARefusalWithinLeavesTheKeyFree() {
        var key = new IdempotencyKey("refused-within");
        Sessions sessions = DOMAIN.bean(Sessions.class);
        Supplier<StoredAnswer> refusedWithin =
                () -> {
                    sessions.rollBackAtTheEnd();
                    return MADE;
                };

        assertThat(idempotency.once(LINGHE, key, HASH, refusedWithin)).isEqualTo(new Fresh(MADE));
        assertThat(once(LINGHE, key, new AtomicInteger())).isEqualTo(new Fresh(MADE));
    }

    @Test
    void anotherRequestUnderAUsedKeyIsNotDone() {
        var key = new IdempotencyKey("reused");
        once(LINGHE, key, new AtomicInteger());

        assertThat(idempotency.once(LINGHE, key, RequestHash.of("other"), () -> MADE))
                .isEqualTo(new KeyReused());
    }

    @Test
    void aRefusalAndAFailureLeaveTheKeyFree() {
        var key = new IdempotencyKey("refused");
        var no = StoredAnswer.refused(409, "{}");

        assertThat(idempotency.once(LINGHE, key, HASH, () -> no)).isEqualTo(new Fresh(no));
        assertThatThrownBy(() ->
                        idempotency.once(
                                LINGHE,
                                key,
                                HASH,
                                () -> {
                                    throw new IllegalStateException("broken");
                                }))
                .hasMessageContaining("broken");
        assertThat(once(LINGHE, key, new AtomicInteger())).isEqualTo(new Fresh(MADE));
    }

    @Test
    void ofManyAtOnceOneIsDoneAndTheOthersAreToldSo() throws Exception {
        var key = new IdempotencyKey("race");
        var done = new AtomicInteger();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Once> send =
                    () -> {
                        start.await();
                        return once(LINGHE, key, done);
                    };
            List<Future<Once>> answers =
                    IntStream.range(0, 8).mapToObj(i -> threads.submit(send)).toList();
            start.countDown();
            for (Future<Once> answer : answers) {
                assertThat(answer.get())
                        .isIn(new Fresh(MADE), new Replayed(MADE), new InProgress());
            }
        }
        assertThat(done).hasValue(1);
    }

    private Once once(Party caller, IdempotencyKey key, AtomicInteger done) {
        return idempotency.once(
                caller,
                key,
                HASH,
                () -> {
                    done.incrementAndGet();
                    return MADE;
                });
    }
}
