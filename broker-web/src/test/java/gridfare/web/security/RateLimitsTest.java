package gridfare.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    private final RateLimits limits = new RateLimits();

    @Test
    void sixtyGoAtOnceAndTheNextOneWaits() {
        assertThat(admitted("gridfare-cli/a", false, 100, NOW)).isEqualTo(60);
        assertThat(limits.take("gridfare-cli/a", false, NOW)).isEqualTo(1);
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

        assertThat(limits.take("gridfare-cli/b", false, NOW)).isZero();
    }

    @Test
    void replayMayAskTwoHundredTimesASecond() {
        admitted("gridfare-replay/e", true, 1_000, NOW);

        assertThat(admitted("gridfare-replay/e", true, 1_000, NOW.plus(Duration.ofSeconds(1))))
                .isEqualTo(200);
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        admitted("gridfare-cli/a", false, 100, NOW);

        assertThat(limits.take("gridfare-cli/a", false, NOW.minusSeconds(60))).isPositive();
    }

    private long admitted(String client, boolean quote, int tries, Instant at) {
        long admitted = 0;
        for (int i = 0; i < tries; i++) {
            if (limits.take(client, quote, at) == 0) {
                admitted++;
            }
        }
        return admitted;
    }
}
