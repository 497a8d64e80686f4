package gridfare.domain.testing;

import com.arjuna.ats.jta.TransactionManager;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.Map;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jboss.weld.injection.spi.JpaInjectionServices;
import org.jboss.weld.injection.spi.ResourceReferenceFactory;
import org.jboss.weld.injection.spi.helpers.SimpleResourceReference;

/// What the application server does for the product: pools that join transactions, the persistence
/// unit, and its injection.
final class Wiring implements JpaInjectionServices, AutoCloseable {

    private final AgroalDataSource tenants;
    private final AgroalDataSource jobs;
    private final EntityManagerFactory factory;

    Wiring(TestPostgres postgres, String database) {
        tenants = pool(postgres.url(database), TestPostgres.APP);
        jobs = pool(postgres.url(database), TestPostgres.JOBS);
        factory =
                new HibernatePersistenceProvider()
                        .createEntityManagerFactory(
                                "gridfare",
                                Map.of(
                                        "jakarta.persistence.jtaDataSource", jobs,
                                        "jakarta.persistence.nonJtaDataSource", jobs,
                                        "gridfare.pool.tenants", tenants,
                                        "gridfare.pool.jobs", jobs,
                                        "gridfare.pool.migrations",
                                                postgres.database(database, TestPostgres.OWNER),
                                        "hibernate.transaction.jta.platform",
                                                "org.hibernate.engine.transaction.jta.platform.internal.JBossStandAloneJtaPlatform"));
        if (factory == null) {
            throw new IllegalStateException("No persistence unit gridfare on the class path.");
        }
    }

    private static AgroalDataSource pool(String url, String role) {
        var manager = TransactionManager.transactionManager();
        var registry =
                new com.arjuna.ats.internal.jta.transaction.arjunacore
                        .TransactionSynchronizationRegistryImple();
        var configuration =
                new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(pool ->
                                pool.maxSize(24)
                                        .transactionIntegration(
                                                new NarayanaTransactionIntegration(
                                                        manager, registry))
                                        .connectionFactoryConfiguration(connection ->
                                                connection
                                                        .jdbcUrl(url)
                                                        .principal(new NamePrincipal(role))));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ResourceReferenceFactory<EntityManagerFactory> registerPersistenceUnitInjectionPoint(
            InjectionPoint point) {
        return () -> new SimpleResourceReference<>(factory);
    }

    @Override
    public ResourceReferenceFactory<EntityManager> registerPersistenceContextInjectionPoint(
            InjectionPoint point) {
        throw new UnsupportedOperationException(
                "The domain uses stateless sessions only: " + point);
    }

    @Override
    public void cleanup() {}

    @Override
    public void close() {
        factory.close();
        tenants.close();
        jobs.close();
    }
}
