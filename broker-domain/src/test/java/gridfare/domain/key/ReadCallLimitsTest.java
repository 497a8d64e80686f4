package gridfare.domain.key;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.key.CallLimit.Calls;
import gridfare.domain.testing.DomainContainer;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The numbers to start with are those of the design: 20 a second, quotes 5, the replay's client
/// 200.
class ReadCallLimitsTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    private final ReadCallLimits limits = DOMAIN.bean(ReadCallLimits.class);

    @Test
    void aFreshInstallationHasTheLimitsOfTheDesign() {
        assertThat(limits.inForce(NOW))
                .containsExactlyInAnyOrder(
                        new CallLimit("*", Calls.ALL, 20, 60),
                        new CallLimit("*", Calls.QUOTES, 5, 15),
                        new CallLimit("gridfare-replay", Calls.ALL, 200, 400),
                        new CallLimit("gridfare-replay", Calls.QUOTES, 200, 400));
    }

    @Test
    void theNewestThatHasBegunIsInForce() throws SQLException {
        asOwner(
                """
                insert into call_limit (caller, calls, per_second, burst, valid_from) values
                    ('key_a', 'ALL', 1, 2, '2026-11-24T08:00Z'),
                    ('key_a', 'ALL', 3, 4, '2026-11-24T09:00Z'),
                    ('key_a', 'ALL', 5, 6, '2026-11-24T09:00:01Z')
                """);
        try {
            assertThat(limits.inForce(NOW)).contains(new CallLimit("key_a", Calls.ALL, 3, 4));
        } finally {
            asOwner("delete from call_limit where caller = 'key_a'");
        }
    }

    private static void asOwner(String sql) throws SQLException {
        try (var connection = DOMAIN.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
