package gridfare.web.health;

import gridfare.domain.offer.OfferBook;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready when the database answers tenants and the offer book has been read: it may be empty, but
/// then because nothing is on sale.
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {

    private static final int PATIENCE_SECONDS = 2;

    @SuppressWarnings("NullAway.Init") // set by the container
    @Resource(lookup = "java:jboss/datasources/GridfareDS")
    DataSource tenants;

    @Inject OfferBook book;

    @Override
    public HealthCheckResponse call() {
        boolean database = databaseAnswers();
        boolean filled = book.filled();
        return HealthCheckResponse.named("gridfare")
                .withData("database", database)
                .withData("offer-book", filled)
                .status(database && filled)
                .build();
    }

    private boolean databaseAnswers() {
        try (Connection connection = tenants.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
