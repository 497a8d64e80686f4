package gridfare.domain.usecase;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
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
            transactions().setRollbackOnly();
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction cannot be marked.", e);
        }
    }

    /// Whether the present transaction will end in a rollback: a use case in it was refused.
    public boolean rollsBackAtTheEnd() {
        try {
            return transactions().getStatus() == Status.STATUS_MARKED_ROLLBACK;
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction cannot be asked.", e);
        }
    }

    private TransactionManager transactions() {
        return factory.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(JtaPlatform.class)
                .retrieveTransactionManager();
    }
}
