package gridfare.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.key.CallLimit;
import gridfare.domain.key.CallLimit.Calls;
import gridfare.web.security.RateLimit.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    /// The numbers of the design, and a key with numbers of its own.
    private static final List<CallLimit> IN_FORCE =
            List.of(
                    new CallLimit("*", Calls.ALL, 20, 60),
                    new CallLimit("*", Calls.QUOTES, 5, 15),
                    new CallLimit("gridfare-replay", Calls.ALL, 200, 400),
                    new CallLimit("gridfare-replay", Calls.QUOTES, 200, 400),
                    new CallLimit("key_slow", Calls.ALL, 1, 2));

    private List<CallLimit> inForce = IN_FORCE;
    private final RateLimits limits = new RateLimits(at -> inForce);

    @Test
    void sixtyGoAtOnceAndTheNextOneWaits() {
        assertThat(admitted("gridfare-cli/a", false, 100, NOW)).isEqualTo(60);
        assertThat(wait("gridfare-cli/a", false, NOW)).isEqualTo(1);
    }

    @Test
    void twentyASecondGoOn() {
        admitted("gridfare-cli/a", false, 100, NOW);

        assertThat(admitted("gridfare-cli/a", false, 100, NOW.plusSeconds(1))).isEqualTo(20);
    }

    @Test
    void quotesAreFewer() {
        admitted("gridfare-cli/a", true, 40, NOW);

        assertThat(admitted("gridfare-cli/a", true, 40, NOW.plusSeconds(1))).isEqualTo(5);
    }

    @Test
    void oneCallersHasteIsNotAnothers() {
        admitted("gridfare-cli/a", false, 100, NOW);

        assertThat(wait("gridfare-cli/b", false, NOW)).isZero();
    }

    @Test
    void replayMayAskTwoHundredTimesASecond() {
        admitted("gridfare-replay/e", true, 1_000, NOW);

        assertThat(admitted("gridfare-replay/e", true, 1_000, NOW.plus(Duration.ofSeconds(1))))
                .isEqualTo(200);
    }

    @Test
    void aKeysOwnLimitGoesBeforeEverybodys() {
        assertThat(admitted("key/key_slow", false, 100, NOW)).isEqualTo(2);
        assertThat(admitted("key/key_other", false, 100, NOW)).isEqualTo(60);
    }

    @Test
    void aLimitThatTheOperatorChangedHoldsWithinHalfAMinute() {
        admitted("key/key_a", false, 100, NOW);
        inForce = List.of(new CallLimit("*", Calls.ALL, 1, 3));

        assertThat(admitted("key/key_a", false, 100, NOW.plusSeconds(30))).isEqualTo(3);
    }

    @Test
    void aCallerIsToldWhereItStands() {
        Standing first = limits.take("gridfare-cli/a", false, NOW).getFirst();

        assertThat(RateLimitFilter.policy(first.limit())).isEqualTo("\"all\";q=60;w=3");
        assertThat(RateLimitFilter.left(first)).isEqualTo("\"all\";r=59;t=1");
        assertThat(limits.take("gridfare-cli/a", true, NOW))
                .extracting(RateLimitFilter::left)
                .containsExactly("\"all\";r=58;t=1", "\"quotes\";r=14;t=1");
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        admitted("gridfare-cli/a", false, 100, NOW);

        assertThat(wait("gridfare-cli/a", false, NOW.minusSeconds(60))).isPositive();
    }

    private long admitted(String client, boolean quote, int tries, Instant at) {
        long admitted = 0;
        for (int i = 0; i < tries; i++) {
            if (wait(client, quote, at) == 0) {
                admitted++;
            }
        }
        return admitted;
    }

    private int wait(String client, boolean quote, Instant at) {
        return limits.take(client, quote, at).stream()
                .mapToInt(Standing::waitSeconds)
                .max()
                .orElse(0);
    }
}
