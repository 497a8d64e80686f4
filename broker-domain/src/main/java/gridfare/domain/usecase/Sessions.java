package gridfare.domain.usecase;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionScoped;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;

/// One stateless session a transaction, on the pool of the running use case. Nothing is loaded
/// lazily and nothing saves itself.
@ApplicationScoped
public class Sessions {

    @SuppressWarnings("NullAway.Init") // set by the container
    @PersistenceUnit(unitName = "gridfare")
    EntityManagerFactory factory;

    @Inject RunningUseCase running;

    @Produces
    @TransactionScoped
    StatelessSession open() {
        StatelessSession session =
                factory.unwrap(SessionFactory.class)
                        .withStatelessOptions()
                        .tenantIdentifier((Object) running.pool())
                        .openStatelessSession();
        session.setJdbcBatchSize(1); // else the next statement would not see what was just written
        return session;
    }

    void close(@Disposes StatelessSession session) {
        session.close();
    }

    /// Lets the present transaction end in a rollback, whatever is still done in it.
    public void rollBackAtTheEnd() {
        try {
            factory.unwrap(SessionFactoryImplementor.class)
                    .getServiceRegistry()
                    .requireService(JtaPlatform.class)
                    .retrieveTransactionManager()
                    .setRollbackOnly();
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction cannot be marked.", e);
        }
    }
}
