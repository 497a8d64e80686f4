package gridfare.domain.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UseWindowsTest {

    @Test
    void aMonthEndsAtMidnightUtc() {
        assertThat(UseWindows.nextMonth(Instant.parse("2026-12-31T23:59:59Z")))
                .isEqualTo("2027-01-01T00:00:00Z");
        assertThat(UseWindows.nextMonth(Instant.parse("2027-01-01T00:00:00Z")))
                .isEqualTo("2027-02-01T00:00:00Z");
    }
}
