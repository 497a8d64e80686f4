package gridfare.web.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.quartz.Scheduler;

/// Makes Quartz's tables by the script that comes in its own jar, as the schema's owner, once.
final class QuartzTables {

    private static final String SCRIPT = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

    /// Any number will do, as long as nobody else locks it.
    private static final long LOCK = 7_205_759_403L;

    private QuartzTables() {}

    static void makeWhereMissing(DataSource owner) {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
                if (!exist(statement)) {
                    make(statement);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("Quartz's tables cannot be made.", e);
        }
    }

    private static boolean exist(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select to_regclass('qrtz_locks')")) {
            return found.next() && found.getObject(1) != null;
        }
    }

    private static void make(Statement statement) throws SQLException {
        for (String command : script().replaceAll("(?m)--.*$", "").split(";", -1)) {
            String word = command.strip().toUpperCase(Locale.ROOT);
            if (word.startsWith("CREATE")) {
                statement.execute(command);
            }
        }
        try (ResultSet tables =
                statement.executeQuery(
                        "select string_agg(tablename, ',') from pg_tables where tablename like 'qrtz%'")) {
            tables.next();
            String names = tables.getString(1);
            statement.execute(
                    "grant select, insert, update, delete on " + names + " to gridfare_jobs");
        }
    }

    private static String script() {
        try (InputStream in = Scheduler.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(SCRIPT + " is not in Quartz's jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
