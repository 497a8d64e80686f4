package gridfare.domain.testing;

import gridfare.domain.schema.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// One PostgreSQL server a test run, with the three roles of the product; a fresh database for each
/// test class, copied from a migrated template.
final class TestPostgres {

    static final String OWNER = "gridfare_owner";
    static final String APP = "gridfare_app";
    static final String JOBS = "gridfare_jobs";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final EmbeddedPostgres server;

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    private static final class Running {
        static final TestPostgres SERVER = start();
    }

    static TestPostgres server() {
        return Running.SERVER;
    }

    private static TestPostgres start() {
        try {
            EmbeddedPostgres server =
                    EmbeddedPostgres.builder()
                            .setServerConfig("fsync", "off")
                            .setServerConfig("synchronous_commit", "off")
                            .setServerConfig("full_page_writes", "off")
                            .setServerConfig("max_connections", "200")
                            .start();
            var postgres = new TestPostgres(server);
            postgres.administer(
                    "create role gridfare_owner login createdb",
                    "create role gridfare_app login nosuperuser nobypassrls",
                    "create role gridfare_jobs login nosuperuser nobypassrls",
                    "create database gridfare_template owner gridfare_owner");
            Schema.migrate(server.getDatabase(OWNER, "gridfare_template"), true);
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes a database like the template.
    ///
    /// @return its name
    String freshDatabase() {
        String name = "gridfare_" + DATABASES.incrementAndGet();
        administer("create database " + name + " template gridfare_template owner gridfare_owner");
        return name;
    }

    DataSource database(String name, String role) {
        return server.getDatabase(role, name);
    }

    String url(String name) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    }

    private void administer(String... statements) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
