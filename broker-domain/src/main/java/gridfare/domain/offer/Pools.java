package gridfare.domain.offer;

import gridfare.pricing.market.PoolId;
import gridfare.pricing.market.ProviderId;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/// What sites have left. Each method is one statement.
public interface Pools {

    StatelessSession session();

    default Optional<Pool> find(PoolId id) {
        return Optional.ofNullable(session().get(Pool.class, id));
    }

    @HQL("select p from Pool p where p.provider = :provider order by p.id")
    List<Pool> of(ProviderId provider);
}
