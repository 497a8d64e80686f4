package gridfare.journey;

import com.fasterxml.jackson.databind.JsonNode;
import gridfare.stack.Stack;
import gridfare.stack.StackSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The product and the outside world, running: one for all journeys of this JVM, stopped at its
/// end.
final class World {

    private static final String SUPERUSER = "postgres";
    private static final InstantSource WALL = InstantSource.system();
    private static @Nullable World running;

    private final Stack stack;

    private World(Stack stack) {
        this.stack = stack;
    }

    /// The running one, started by the first who asks.
    static synchronized World running() {
        World known = running;
        if (known == null) {
            known = new World(Stack.start(StackSettings.temporary()));
            running = known;
            known.awaitMarket();
        }
        return known;
    }

    Stack stack() {
        return stack;
    }

    /// A program that acts for the person `user` of the demonstration.
    Rest as(String user) {
        return new Rest(stack.webUrl(), () -> stack.token(user, "gridfare"));
    }

    Rest anonymous() {
        return new Rest(stack.webUrl(), () -> "");
    }

    /// A program that sends this bearer token.
    Rest bearing(String token) {
        return new Rest(stack.webUrl(), () -> token);
    }

    /// What the sandbox's control port says or does.
    Rest sandbox() {
        return new Rest(stack.controlUrl(), () -> "");
    }

    /// Machines that any of the clouds runs with this leg in their tag.
    JsonNode machinesOf(String leg) {
        return sandbox().get("/machines?tag=" + leg).body();
    }

    /// Until the largest provider's offers have been gathered and the book has them.
    void awaitMarket() {
        await(Duration.ofMinutes(2), "offers on the market", () -> hasMarket() ? true : null);
    }

    boolean hasMarket() {
        Rest.Answer answer = as("buyer").get("/api/v1/offers?limit=1&chip=a100-sxm-80");
        return answer.status() == 200 && !answer.body().path("items").isEmpty();
    }

    /// Asks the database past row-level security, for what no interface shows.
    String inDatabase(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(
                                stack.jdbcUrl(), SUPERUSER, stack.postgres().password(SUPERUSER));
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getObject(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// Changes the database behind the product's back, as an accident would.
    void change(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(
                                stack.jdbcUrl(), SUPERUSER, stack.postgres().password(SUPERUSER));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// Asks again until there is an answer.
    ///
    /// @param ask null: not yet
    /// @throws AssertionError after `patience`, naming `what` was awaited
    static <T> T await(Duration patience, String what, Supplier<@Nullable T> ask) {
        Instant deadline = WALL.instant().plus(patience);
        while (true) {
            T answer = ask.get();
            if (answer != null) {
                return answer;
            }
            if (WALL.instant().isAfter(deadline)) {
                throw new AssertionError("Waited " + patience + " in vain for " + what + ".");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
