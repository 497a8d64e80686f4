package gridfare.domain.provider;

import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.StatelessSession;

/// Writes down how providers answer. All instants are wall time.
@UseCase
public class HealthLog {

    /// What a provider was asked for.
    public enum Asked {
        STOCK("stock_gathered_at"),
        PRICES("prices_gathered_at");

        private final String column;

        Asked(String column) {
            this.column = column;
        }
    }

    @Inject StatelessSession session;
    @Inject Providers providers;

    public Optional<ProviderHealth> of(ProviderId provider) {
        return providers.health(provider);
    }

    /// It answered, asked at `at`.
    public void heard(ProviderId provider, Asked asked, Instant at) {
        session.createNativeMutationQuery(
                        """
                        insert into provider_health (provider_uuid, heard_at, %1$s)
                        values (:provider, :at, :at)
                        on conflict (provider_uuid) do update
                        set heard_at = excluded.heard_at, %1$s = excluded.%1$s, failures = 0\
                        """
                                .formatted(asked.column))
                .setParameter("provider", provider.uuid())
                .setParameter("at", at)
                .executeUpdate();
    }

    /// It did not.
    public void failed(ProviderId provider, Instant at, String why) {
        session.createNativeMutationQuery(
                        """
                        insert into provider_health (provider_uuid, failed_at, failures, failure)
                        values (:provider, :at, 1, :why)
                        on conflict (provider_uuid) do update
                        set failed_at = excluded.failed_at, failure = excluded.failure,
                            failures = provider_health.failures + 1\
                        """)
                .setParameter("provider", provider.uuid())
                .setParameter("at", at)
                .setParameter("why", why)
                .executeUpdate();
    }
}
