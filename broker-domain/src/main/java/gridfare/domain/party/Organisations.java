package gridfare.domain.party;

import java.util.List;
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/// Tenants, their members and their terms. Each method is one statement.
public interface Organisations {

    StatelessSession session();

    default Optional<Organisation> find(OrganisationId id) {
        return Optional.ofNullable(session().get(Organisation.class, id));
    }

    @HQL("select o from Organisation o where o.buyer order by o.name, o.id")
    List<Organisation> buyers();

    @HQL("select o from Organisation o order by o.name, o.id")
    List<Organisation> all();

    @HQL("select m from Membership m where m.person = :person order by m.organisationName, m.id")
    List<Membership> memberships(PersonId person);

    default Optional<CreditLine> creditLine(OrganisationId organisation) {
        return Optional.ofNullable(session().get(CreditLine.class, organisation));
    }

    /// Locks the row until the transaction ends: first in the lock order of everything that spends.
    default Optional<CreditLine> lockedCreditLine(OrganisationId organisation) {
        return Optional.ofNullable(
                session().get(CreditLine.class, organisation, LockMode.PESSIMISTIC_WRITE));
    }
}
