package gridfare.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.domain.testing.DomainContainer;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The clock of these tests is movable, as a demonstration's.
class AccountsTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private final Accounts accounts = DOMAIN.bean(Accounts.class);

    @Test
    void anAccountAtTheSandboxIsKept() {
        var account = account(new Endpoint.Sandbox("127.0.0.1:8281"));

        accounts.keep(account);

        assertThat(accounts.open(account.provider()))
                .hasValueSatisfying(opened -> assertThat(opened.account()).isEqualTo(account));
    }

    @Test
    void noProviderIsSwitchedToARealCloudWhileTheClockIsMovable() {
        assertThatIllegalStateException()
                .isThrownBy(() -> accounts.keep(account(new Endpoint.Real("cn-hangzhou"))))
                .withMessageContaining("movable clock");
    }

    @Test
    void norIsOneOpenedThatSomebodyWroteIntoTheDatabase() throws SQLException {
        accounts.keep(account(new Endpoint.Sandbox("127.0.0.1:8281")));
        asOwner("update provider_account set sandbox = null, home_region = 'cn-hangzhou'");

        assertThatIllegalStateException()
                .isThrownBy(() -> accounts.open(SeedDemonstration.ALIBABA))
                .withMessageContaining("movable clock");

        asOwner("delete from provider_account");
    }

    private static ProviderAccount account(Endpoint endpoint) {
        return new ProviderAccount(
                SeedDemonstration.ALIBABA, ProviderKind.ALIBABA, endpoint, "key", "secret");
    }

    private static void asOwner(String sql) throws SQLException {
        try (var connection = DOMAIN.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
