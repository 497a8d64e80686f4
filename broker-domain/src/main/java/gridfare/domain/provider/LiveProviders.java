package gridfare.domain.provider;

import gridfare.domain.usecase.UseCase;
import gridfare.pricing.market.ProviderId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/// Looks providers up, for jobs and for everyone: what a market shows is no secret.
@UseCase
public class LiveProviders {

    @Inject Providers providers;

    /// Those that sell.
    public List<Provider> all() {
        return providers.live();
    }

    public Optional<Provider> find(ProviderId id) {
        return providers.find(id);
    }
}
