package gridfare.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {

    @TempDir Path home;
    private Postgres postgres;

    @BeforeEach
    void start() {
        postgres = new Postgres(StackSettings.temporaryIn(home), Secrets.in(home));
        postgres.start();
    }

    @AfterEach
    void stop() {
        postgres.stop();
    }

    @Test
    void whatWasWrittenIsThereAfterAStopAndAStart() throws SQLException {
        try (Connection owner = postgres.connect("gridfare_owner");
                Statement statement = owner.createStatement()) {
            statement.execute("create table kept (word text)");
            statement.execute("insert into kept values ('yes')");
        }
        postgres.stop();
        assertThat(postgres.running()).isFalse();

        postgres.start();

        assertThat(one("gridfare_owner", "select word from kept")).isEqualTo("yes");
    }

    @Test
    void aSecondStartFindsItRunning() {
        long process = postgres.daemon().process().orElseThrow().pid();

        postgres.start();

        assertThat(postgres.daemon().process().orElseThrow().pid()).isEqualTo(process);
    }

    @Test
    void noRoleOfTheProductGoesPastRowLevelSecurity() throws SQLException {
        List<String> roles = new ArrayList<>();
        try (Connection connection = postgres.connect("gridfare_app");
                Statement statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select rolname, rolcanlogin,
                                    rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
                                from pg_roles where rolname like 'gridfare%' order by rolname
                                """)) {
            while (rows.next()) {
                roles.add(rows.getString(1) + " " + rows.getBoolean(2) + " " + rows.getBoolean(3));
            }
        }
        assertThat(roles)
                .containsExactly(
                        "gridfare_app true false",
                        "gridfare_jobs true false",
                        "gridfare_owner true false");
    }

    @Test
    void onlyTheOwnerMakesTables() throws SQLException {
        assertThat(
                        one(
                                "gridfare_owner",
                                "select pg_get_userbyid(datdba) from pg_database"
                                        + " where datname = 'gridfare'"))
                .isEqualTo("gridfare_owner");
        try (Connection app = postgres.connect("gridfare_app");
                Statement statement = app.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table mine (word text)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void timesAreUtcAndTwoHundredMayConnect() throws SQLException {
        assertThat(one("gridfare_jobs", "show log_timezone")).isEqualTo("UTC");
        assertThat(one("gridfare_jobs", "show max_connections")).isEqualTo("200");
        assertThat(one("gridfare_jobs", "show listen_addresses")).isEqualTo("127.0.0.1");
    }

    @Test
    void secretsAreForTheirOwnerOnlyAndStayTheSame() throws Exception {
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(home.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
        String first = Secrets.in(home).get(Secrets.MASTER_KEY);
        assertThat(first).hasSize(44); // 32 bytes in base64
        assertThat(Secrets.in(home).get(Secrets.MASTER_KEY)).isEqualTo(first);
    }

    @Test
    void aTakenPortIsToldWithThePartThePortAndTheWayOut(@TempDir Path other) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Ports free = Ports.free();
            Ports ports =
                    new Ports(
                            free.web(),
                            free.management(),
                            free.keycloak(),
                            free.keycloakManagement(),
                            taken.getLocalPort(),
                            free.sandbox());
            Postgres second =
                    new Postgres(StackSettings.temporaryIn(other).on(ports), Secrets.in(other));

            assertThatThrownBy(second::start)
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("PostgreSQL")
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--postgres-port")
                    .hasMessageContaining("GRIDFARE_POSTGRES_PORT");
        }
    }

    @Test
    void runsAsNobodyWhereRootMayNotHideInANamespace(@TempDir Path other) throws Exception {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "only root can become somebody else");
        Postgres nobodys =
                new Postgres(
                        StackSettings.temporaryIn(other),
                        Secrets.in(other),
                        PostgresAccount.NOBODY);
        try {
            nobodys.start();

            try (Connection connection = nobodys.connect("gridfare_app")) {
                assertThat(connection.isValid(5)).isTrue();
            }
        } finally {
            nobodys.stop();
            Trees.delete(nobodys.base());
        }
    }

    private String one(String role, String query) throws SQLException {
        try (Connection connection = postgres.connect(role);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
