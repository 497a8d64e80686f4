package gridfare.domain.testing;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.party.Party;
import gridfare.domain.party.PersonId;
import gridfare.domain.party.Role;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jboss.weld.proxy.WeldClientProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Runs use cases as the product does: CDI, JTA, both pools, row-level security, on a database of
/// the test class's own that holds the demonstration's organisations.
///
/// ```java
/// @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();
/// ```
public final class DomainContainer implements BeforeAllCallback, AfterAllCallback {

    /// Lin Mei, owner of Linghe Vision.
    public static final Party LINGHE = owner("b1", "Lin Mei", "b01");

    /// The second buyer, of whom the first may see nothing.
    public static final Party OTHER_LAB = owner("b2", "Other Lab", "b02");

    /// When every test begins.
    public static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final TestClock wall = new TestClock(START);
    private final Extension[] more;
    private @Nullable Wiring wiring;
    private @Nullable WeldContainer container;
    private @Nullable DataSource owner;

    static {
        // Weld, Flyway, Hibernate and the server tell much that no test asks for.
        Logger.getLogger("").setLevel(Level.WARNING);
        try {
            Path store = Files.createTempDirectory("gridfare-transactions-");
            System.setProperty("ObjectStoreEnvironmentBean.objectStoreDir", store.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("CoreEnvironmentBean.nodeIdentifier", "test");
    }

    /// @param more extensions that add beans which only this test needs, such as an adapter
    public DomainContainer(Extension... more) {
        this.more = more.clone();
    }

    private static Party owner(String person, String name, String organisation) {
        return new Party(
                new PersonId(demonstration(person)),
                name,
                new OrganisationId(demonstration(organisation)),
                Role.OWNER);
    }

    /// An id of the demonstration, by its last digits.
    public static UUID demonstration(String digits) {
        return UUID.fromString(
                "0199d000-0000-7000-8000-" + "0".repeat(12 - digits.length()) + digits);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        TestPostgres postgres = TestPostgres.server();
        String database = postgres.freshDatabase();
        owner = postgres.database(database, TestPostgres.OWNER);
        Wiring started = new Wiring(postgres, database);
        wiring = started;
        container =
                new Weld(database)
                        .addServices(started)
                        .addExtension(new TestBeans(wall))
                        .addExtensions(more)
                        .initialize();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (container != null) container.close();
        if (wiring != null) wiring.close();
    }

    /// The bean of a type, as the product would inject it.
    public <T> T bean(Class<T> type, Annotation... qualifiers) {
        return running().select(type, qualifiers).get();
    }

    /// The object behind a bean's proxy, for tests that look at its fields.
    @SuppressWarnings("unchecked")
    public static <T> T itself(T bean) {
        return bean instanceof WeldClientProxy proxy
                ? (T) proxy.getMetadata().getContextualInstance()
                : bean;
    }

    /// Wall time; business time follows it at the offset of the clock.
    public TestClock wall() {
        return wall;
    }

    /// The database as its owner, beside the product: to look at rows, or to arrange them.
    public DataSource owner() {
        if (owner == null) throw new IllegalStateException("Register the extension as static.");
        return owner;
    }

    private WeldContainer running() {
        if (container == null) throw new IllegalStateException("Register the extension as static.");
        return container;
    }
}
