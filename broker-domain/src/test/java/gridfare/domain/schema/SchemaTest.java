package gridfare.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import gridfare.domain.testing.DomainContainer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Rules that every feature's migrations keep.
class SchemaTest {

    @RegisterExtension static final DomainContainer DOMAIN = new DomainContainer();

    /// Tables with rows of organisations that tenants may touch. A provider's row is public,
    /// although an organisation owns it.
    private static final String TENANT_TABLES =
            """
            from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_uuid'
            where c.relkind in ('r', 'p') and c.relname <> 'provider'
              and (has_table_privilege('gridfare_app', c.oid, 'select, insert, update, delete')
                   or has_any_column_privilege('gridfare_app', c.oid, 'select, insert, update'))\
            """;

    @Test
    void everyTableThatTenantsTouchIsProtected() throws SQLException {
        assertThat(names("select c.relname " + TENANT_TABLES)).contains("claim", "placement");
        assertThat(
                        names(
                                "select c.relname "
                                        + TENANT_TABLES
                                        + " and not (c.relrowsecurity and c.relforcerowsecurity)"))
                .isEmpty();
    }

    @Test
    void tenantsSeeOwnRowsOnly() throws SQLException {
        assertThat(
                        names(
                                "select c.relname "
                                        + TENANT_TABLES
                                        + """
                                        and exists (
                                           select from pg_policy p
                                           where p.polrelid = c.oid
                                             and ('gridfare_app'::regrole = any (p.polroles) or 0 = any (p.polroles))
                                             and pg_get_expr(p.polqual, p.polrelid) not like '%app.org%')\
                                        """))
                .isEmpty();
    }

    @Test
    void theRolesAtRunTimeOwnNothing() throws SQLException {
        assertThat(
                        names(
                                """
                                select c.relname from pg_class c
                                where c.relowner in ('gridfare_app'::regrole, 'gridfare_jobs'::regrole)\
                                """))
                .isEmpty();
    }

    @Test
    void moneyIsNeverAFraction() throws SQLException {
        assertThat(
                        names(
                                """
                                select c.relname || '.' || a.attname
                                from pg_class c
                                join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                                join pg_attribute a on a.attrelid = c.oid
                                where (a.attname like '%micros' or a.attname like '%minor_units')
                                  and a.atttypid <> 'bigint'::regtype\
                                """))
                .isEmpty();
    }

    private static List<String> names(String sql) throws SQLException {
        try (var connection = DOMAIN.owner().getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) names.add(rows.getString(1));
            return names;
        }
    }
}
