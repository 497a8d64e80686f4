package gridfare.web.config;

import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.domain.provider.ProviderKind;
import gridfare.domain.provider.SeedDemonstration;
import gridfare.pricing.market.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives the demonstration's providers their accounts at the sandbox.
@ApplicationScoped
public class Demonstration {

    /// The sandbox's one project; what its machines would start from it does not look at.
    private static final Map<String, String> HUAWEI =
            Map.of(
                    "project", "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
                    "domain", "sandbox",
                    "image", "gridfare",
                    "vpc", "gridfare",
                    "subnet", "gridfare");

    private static final Map<String, String> TENCENT = Map.of("image", "img-gridfare");

    @Inject Settings settings;
    @Inject SeedDemonstration seed;

    /// Harmless to repeat; does nothing outside a demonstration.
    public void seed() {
        if (!settings.demonstration()) {
            return;
        }
        List<ProviderAccount> accounts = new ArrayList<>();
        account(
                        SeedDemonstration.ALIBABA,
                        ProviderKind.ALIBABA,
                        settings.alibabaEndpoint(),
                        "sandbox-alibaba",
                        Map.of())
                .ifPresent(accounts::add);
        account(
                        SeedDemonstration.HUAWEI,
                        ProviderKind.HUAWEI,
                        settings.huaweiEndpoint(),
                        "sandbox-huawei",
                        HUAWEI)
                .ifPresent(accounts::add);
        account(
                        SeedDemonstration.TENCENT,
                        ProviderKind.TENCENT,
                        settings.tencentEndpoint(),
                        "sandbox-tencent",
                        TENCENT)
                .ifPresent(accounts::add);
        seed.seed(accounts);
    }

    /// The secret is what the sandbox lets in; it guards nothing.
    private static Optional<ProviderAccount> account(
            ProviderId provider,
            ProviderKind kind,
            Optional<String> endpoint,
            String key,
            Map<String, String> more) {
        return endpoint.map(address ->
                new ProviderAccount(
                        provider, kind, new Endpoint.Sandbox(address), key, key + "-secret", more));
    }
}
