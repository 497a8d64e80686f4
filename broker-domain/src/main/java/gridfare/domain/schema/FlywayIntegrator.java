package gridfare.domain.schema;

import gridfare.domain.usecase.TwoPools;
import javax.sql.DataSource;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/// Migrates while the session factory is built, before Hibernate validates the schema. A failing
/// migration stops the deployment.
public class FlywayIntegrator implements Integrator {

    @Override
    public void integrate(
            Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        var settings =
                context.getServiceRegistry()
                        .requireService(ConfigurationService.class)
                        .getSettings();
        DataSource owner = TwoPools.dataSource(settings, "gridfare.pool.migrations");
        Schema.migrate(owner, Schema.demonstrationWanted());
    }

    @Override
    public void disintegrate(
            SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {}
}
