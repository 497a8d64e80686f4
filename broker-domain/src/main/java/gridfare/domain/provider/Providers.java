package gridfare.domain.provider;

import gridfare.domain.party.OrganisationId;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.market.SiteId;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/// Sellers' accounts, their sites and health. Each method is one statement.
public interface Providers {

    StatelessSession session();

    default Optional<Provider> find(ProviderId id) {
        return Optional.ofNullable(session().get(Provider.class, id));
    }

    @HQL("select p from Provider p order by p.name, p.id")
    List<Provider> all();

    @HQL("select p from Provider p where p.state = LIVE order by p.name, p.id")
    List<Provider> live();

    @HQL("select p from Provider p where p.organisation = :organisation order by p.name, p.id")
    List<Provider> of(OrganisationId organisation);

    default Optional<Site> site(SiteId id) {
        return Optional.ofNullable(session().get(Site.class, id));
    }

    @HQL("select s from Site s where s.provider = :provider order by s.id")
    List<Site> sites(ProviderId provider);

    @HQL("select h from ProviderHealth h")
    List<ProviderHealth> allHealth();

    default Optional<ProviderHealth> health(ProviderId id) {
        return Optional.ofNullable(session().get(ProviderHealth.class, id));
    }
}
