package gridfare.domain.usecase;

import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.connections.spi.AbstractDataSourceBasedMultiTenantConnectionProviderImpl;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/// The two data sources of the one persistence unit, as Hibernate's "tenants": a pool names a
/// database role, and the role's row-level security decides what is seen.
public class TwoPools extends AbstractDataSourceBasedMultiTenantConnectionProviderImpl<String>
        implements ServiceRegistryAwareService {

    private static final long serialVersionUID = 1L;

    /// Sees the rows of the organisation in `app.org` only.
    static final String TENANTS = "tenants";

    /// Sees the rows of all organisations: jobs, sign-in, the operator.
    static final String JOBS = "jobs";

    private transient @Nullable DataSource tenants;
    private transient @Nullable DataSource jobs;

    @Override
    public void injectServices(ServiceRegistryImplementor registry) {
        var settings = registry.requireService(ConfigurationService.class).getSettings();
        tenants = dataSource(settings, "gridfare.pool.tenants");
        jobs = dataSource(settings, "gridfare.pool.jobs");
    }

    /// The data source that `setting` holds, or that its text names in JNDI.
    @SuppressWarnings("BanJNDI") // names come from our own persistence.xml
    public static DataSource dataSource(Map<String, Object> settings, String setting) {
        Object value = settings.get(setting);
        if (value instanceof DataSource dataSource) {
            return dataSource;
        }
        try {
            return InitialContext.doLookup(String.valueOf(value));
        } catch (NamingException e) {
            throw new IllegalStateException("%s: no data source %s.".formatted(setting, value), e);
        }
    }

    @Override
    protected DataSource selectAnyDataSource() {
        return known(jobs);
    }

    @Override
    protected DataSource selectDataSource(String pool) {
        return switch (pool) {
            case TENANTS -> known(tenants);
            case JOBS -> known(jobs);
            default -> throw new IllegalArgumentException("No pool " + pool + ".");
        };
    }

    private static DataSource known(@Nullable DataSource dataSource) {
        if (dataSource == null) {
            throw new IllegalStateException(
                    "Asked for a connection before services were injected.");
        }
        return dataSource;
    }
}
