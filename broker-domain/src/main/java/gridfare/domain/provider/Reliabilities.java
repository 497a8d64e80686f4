package gridfare.domain.provider;

import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import gridfare.pricing.trust.ReliabilityScore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// How reliable each provider's past lets us think it is, as this node last counted it: shown with
/// each offer, so it is never counted while somebody waits.
@ApplicationScoped
public class Reliabilities {

    /// @param completed legs that ran until we let them go
    /// @param observed those, and the ones that were lost or taken back
    public record Past(long completed, long observed) {

        static final Past NONE = new Past(0, 0);

        public ReliabilityScore score() {
            return ReliabilityScore.of(completed, observed);
        }
    }

    /// Counts over the legs of all organisations.
    @UseCase
    public static class Count {

        @Inject StatelessSession session;

        public Map<ProviderId, Past> byProvider() {
            Map<ProviderId, Past> counted = new HashMap<>();
            session.createNativeQuery(
                            """
                            select provider_uuid as provider,
                                count(*) filter (where state = 'RELEASED'
                                    and move_reason is distinct from 'RECLAIMED') as completed,
                                count(*) as observed
                            from leg
                            where state = 'LOST' or state = 'RELEASED' and running_since is not null
                            group by provider_uuid\
                            """,
                            Object[].class)
                    .addScalar("provider", UUID.class)
                    .addScalar("completed", Long.class)
                    .addScalar("observed", Long.class)
                    .getResultList()
                    .forEach(row ->
                            counted.put(
                                    new ProviderId((UUID) row[0]),
                                    new Past((Long) row[1], (Long) row[2])));
            return counted;
        }
    }

    @Inject Count count;

    private volatile Map<ProviderId, Past> counted = Map.of();

    /// No past at all where nothing of it was seen.
    public Past of(ProviderId provider) {
        return counted.getOrDefault(provider, Past.NONE);
    }

    /// Counts anew. Each node does so for itself, outside any transaction.
    public void refresh() {
        counted = Map.copyOf(count.byProvider());
    }
}
