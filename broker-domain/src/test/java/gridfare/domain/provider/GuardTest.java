package gridfare.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-24T08:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private final Guard guard = new Guard(now::get);

    @Test
    @DisplayName("F05: opens after 5 failures in 30 s, and nothing is asked for a while")
    void opensAfterFiveFailuresWithinHalfAMinute() {
        for (int i = 0; i < 4; i++) {
            fail();
            pass(Duration.ofSeconds(7));
        }
        assertThat(guard.isOpen()).isFalse();
        fail();
        assertThat(guard.isOpen()).isTrue();

        assertThat(succeed()).startsWith("not asked");
        assertThat(asked).hasValue(5);
    }

    @Test
    void failuresThatLieFurtherApartDoNotOpenIt() {
        for (int i = 0; i < 20; i++) {
            fail();
            pass(Duration.ofSeconds(8)); // the fifth comes 32 s after the first
        }
        assertThat(guard.isOpen()).isFalse();
        assertThat(asked).hasValue(20);
    }

    @Test
    void afterAWhileOneCallTriesAndItsOutcomeDecides() {
        open();
        pass(Guard.OPEN_FOR);
        fail();
        assertThat(guard.isOpen()).isTrue();
        pass(Guard.OPEN_FOR);
        assertThat(succeed()).isEqualTo("good");
        assertThat(guard.isOpen()).isFalse();
        fail();
        assertThat(guard.isOpen()).isFalse();
    }

    @Test
    void oneGoodAnswerForgetsTheFailuresBeforeIt() {
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 4; i++) fail();
            succeed();
        }
        assertThat(guard.isOpen()).isFalse();
    }

    @Test
    @DisplayName("F13: a slow provider holds no more threads than its bulkhead")
    void lockedInCallsLeaveTheOthersFree() throws Exception {
        var inside = new CountDownLatch(Guard.AT_ONCE);
        var release = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Guard.AT_ONCE; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(() ->
                                    guard.call(
                                            () -> {
                                                inside.countDown();
                                                await(release);
                                                return "late";
                                            },
                                            answer -> null,
                                            why -> why)));
        }
        inside.await();
        assertThat(succeed()).isEqualTo("not asked: 16 calls are open");
        release.countDown();
        for (Thread thread : threads) thread.join();
        assertThat(succeed()).isEqualTo("good");
    }

    @Test
    void countsWhatWasCalledAndTakesItOnce() {
        succeed();
        fail();
        Guard.Tally tally = guard.take();
        assertThat(tally.calls()).isEqualTo(2);
        assertThat(tally.failures()).isOne();
        assertThat(tally.lastFailure()).isEqualTo("bad");
        assertThat(guard.take().calls()).isZero();
    }

    private void open() {
        for (int i = 0; i < 5; i++) fail();
        assertThat(guard.isOpen()).isTrue();
    }

    private void fail() {
        call("bad");
    }

    private String succeed() {
        return call(null);
    }

    private String call(@Nullable String failure) {
        return guard.call(
                () -> {
                    asked.incrementAndGet();
                    return "good";
                },
                answer -> failure,
                why -> why);
    }

    private void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
