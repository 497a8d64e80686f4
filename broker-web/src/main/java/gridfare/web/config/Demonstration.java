package gridfare.web.config;

import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.domain.provider.ProviderKind;
import gridfare.domain.provider.SeedDemonstration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/// Gives the demonstration's providers their accounts at the sandbox.
@ApplicationScoped
public class Demonstration {

    /// What the sandbox lets in; it guards nothing.
    private static final String ALIBABA_KEY = "sandbox-alibaba";

    private static final String ALIBABA_SECRET = "sandbox-alibaba-secret";

    @Inject Settings settings;
    @Inject SeedDemonstration seed;

    /// Harmless to repeat; does nothing outside a demonstration.
    public void seed() {
        if (!settings.demonstration()) {
            return;
        }
        settings.alibabaEndpoint()
                .ifPresent(endpoint ->
                        seed.seed(
                                List.of(
                                        new ProviderAccount(
                                                SeedDemonstration.ALIBABA,
                                                ProviderKind.ALIBABA,
                                                new Endpoint.Sandbox(endpoint),
                                                ALIBABA_KEY,
                                                ALIBABA_SECRET))));
    }
}
