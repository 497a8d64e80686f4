package gridfare.domain.plan;

import gridfare.domain.party.OrganisationId;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/// Subscriptions. Each method is one statement.
public interface Subscriptions {

    StatelessSession session();

    @HQL("select s from Subscription s where s.organisation = :organisation and s.id = :id")
    Optional<Subscription> find(OrganisationId organisation, SubscriptionId id);

    @HQL(
            "select s from Subscription s where s.organisation = :organisation"
                    + " and s.state <> ENDED")
    Optional<Subscription> live(OrganisationId organisation);

    /// Ended ones too, newest first.
    @HQL(
            "select s from Subscription s where s.organisation = :organisation"
                    + " order by s.id.uuid desc")
    List<Subscription> all(OrganisationId organisation);
}
