package gridfare.domain.key;

import static gridfare.domain.testing.DomainContainer.LINGHE;
import static gridfare.domain.testing.DomainContainer.OTHER_LAB;
import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.key.CheckedKey.Accepted;
import gridfare.domain.key.CheckedKey.Refused;
import gridfare.domain.key.KeyCreation.Created;
import gridfare.domain.key.KeyCreation.RoleTooHigh;
import gridfare.domain.key.KeyRevocation.NoSuchKey;
import gridfare.domain.key.KeyRevocation.Revoked;
import gridfare.domain.party.Party;
import gridfare.domain.party.Role;
import gridfare.domain.testing.DomainContainer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeysTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    private final ManageApiKeys manage = DOMAIN.bean(ManageApiKeys.class);
    private final CheckApiKey check = DOMAIN.bean(CheckApiKey.class);

    @Test
    void aKeyActsForItsOrganisationInItsOwnRoleAndName() {
        Created created = created(LINGHE, Role.MEMBER);

        assertThat(check.check(created.token().reveal()))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> {
                            assertThat(accepted.key()).isEqualTo(created.key().id());
                            assertThat(accepted.party().organisation())
                                    .isEqualTo(LINGHE.organisation());
                            assertThat(accepted.party().role()).isEqualTo(Role.MEMBER);
                            assertThat(accepted.party().name()).isEqualTo("nightly");
                        });
    }

    @Test
    void nothingThatIsKeptTellsTheSecret() throws SQLException {
        Created created = created(LINGHE, Role.MEMBER);
        String secret = created.token().reveal().substring(31);

        assertThat(text("select k::text from api_key k where id_uuid = '%s'", created))
                .contains("nightly")
                .doesNotContain(secret);
        assertThat(
                        text(
                                "select a::text from audit_entry a where action = 'api-key-created'"
                                        + " and object = '"
                                        + created.key().id().external()
                                        + "'",
                                created))
                .contains("nightly")
                .doesNotContain(secret);
    }

    @Test
    void aWrongSecretARevokedAndAnUnknownKeyAreRefused() {
        Created one = created(LINGHE, Role.MEMBER);
        Created two = created(LINGHE, Role.MEMBER);
        String mixed = one.token().reveal().substring(0, 31) + two.token().reveal().substring(31);
        assertThat(check.check(mixed)).isInstanceOf(Refused.class);

        assertThat(manage.revoke(LINGHE, one.key().id())).isEqualTo(new Revoked());
        assertThat(manage.revoke(LINGHE, one.key().id())).isEqualTo(new Revoked());
        assertThat(check.check(one.token().reveal())).isInstanceOf(Refused.class);
        assertThat(check.check(two.token().reveal())).isInstanceOf(Accepted.class);
        assertThat(check.check("gfk_0000000000000000000000000a_" + "A".repeat(43)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void anotherOrganisationNeitherSeesNorRevokesIt() {
        Created created = created(LINGHE, Role.MEMBER);

        assertThat(manage.list(OTHER_LAB, 200, null))
                .noneMatch(key -> key.id().equals(created.key().id()));
        assertThat(manage.revoke(OTHER_LAB, created.key().id())).isEqualTo(new NoSuchKey());
        assertThat(check.check(created.token().reveal())).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest(name = "{0} makes a key for {1}: {2}")
    @CsvSource({
        "OWNER, OWNER, true",
        "ADMIN, ADMIN, true",
        "ADMIN, BILLING, true",
        "ADMIN, OWNER, false",
        "MEMBER, VIEWER, false",
        "BILLING, BILLING, false",
        "VIEWER, VIEWER, false"
    })
    void nobodyGivesMoreThanTheyHave(Role own, Role given, boolean allowed) {
        var maker = new Party(OTHER_LAB.person(), "Maker", OTHER_LAB.organisation(), own);

        KeyCreation creation = manage.create(maker, "mine", given);

        assertThat(creation instanceof Created).isEqualTo(allowed);
        if (own == Role.ADMIN && !allowed) {
            assertThat(creation).isEqualTo(new RoleTooHigh(own));
        }
    }

    @Test
    void aKeyManagesNoKeys() {
        Created created = created(LINGHE, Role.OWNER);
        Party key = ((Accepted) check.check(created.token().reveal())).party();

        assertThat(manage.create(key, "successor", Role.VIEWER))
                .isEqualTo(new KeyCreation.MayNotManageKeys());
        assertThat(manage.revoke(key, created.key().id()))
                .isEqualTo(new KeyRevocation.MayNotManageKeys());
    }

    @Test
    void theLastUseIsWrittenAtMostOnceAMinute() {
        Created created = created(LINGHE, Role.VIEWER);
        String token = created.token().reveal();
        assertThat(lastUse(created)).isEmpty();

        Instant first = DOMAIN.wall().instant();
        check.check(token);
        DOMAIN.wall().advance(Duration.ofSeconds(59));
        check.check(token);
        assertThat(lastUse(created)).containsExactly(first);

        DOMAIN.wall().advance(Duration.ofSeconds(1));
        check.check(token);
        assertThat(lastUse(created)).containsExactly(first.plusSeconds(60));
    }

    private List<Instant> lastUse(Created created) {
        return manage.list(LINGHE, 200, null).stream()
                .filter(key -> key.id().equals(created.key().id()))
                .flatMap(key -> key.lastUsedAt().stream())
                .toList();
    }

    private Created created(Party maker, Role role) {
        return (Created) manage.create(maker, "nightly", role);
    }

    private static String text(String sql, Created created) throws SQLException {
        try (var connection = DOMAIN.owner().getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(sql.formatted(created.key().id().uuid()))) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
