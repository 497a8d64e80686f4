package gridfare.domain.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The schema as files: `db/migration` for everyone, `db/demonstration` for the demonstration's
/// organisations and members only.
public final class Schema {

    private Schema() {}

    /// Applies what is missing, as the owner of the schema. Versions are UTC timestamps, so a
    /// migration that was merged late may have an older one than the newest applied.
    public static void migrate(DataSource owner, boolean demonstration) {
        String[] locations =
                demonstration
                        ? new String[] {"classpath:db/migration", "classpath:db/demonstration"}
                        : new String[] {"classpath:db/migration"};
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(owner)
                .locations(locations)
                .outOfOrder(true)
                .ignoreMigrationPatterns("*:missing", "*:future")
                .load()
                .migrate();
    }

    /// The setting `gridfare.demonstration` (system property) or `GRIDFARE_DEMONSTRATION`
    /// (environment): read here, since the schema exists before any bean does.
    static boolean demonstrationWanted() {
        String property = System.getProperty("gridfare.demonstration");
        return Boolean.parseBoolean(
                property != null ? property : System.getenv("GRIDFARE_DEMONSTRATION"));
    }
}
