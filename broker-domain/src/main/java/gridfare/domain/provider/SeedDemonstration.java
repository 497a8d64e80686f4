package gridfare.domain.provider;

import gridfare.pricing.market.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/// Gives the demonstration's providers their accounts at the sandbox. Called at every start of a
/// demonstration: their secrets are sealed with a key that no migration knows. Harmless to repeat.
@ApplicationScoped
public class SeedDemonstration {

    /// The Alibaba-like provider of the demonstration.
    public static final ProviderId ALIBABA =
            new ProviderId(UUID.fromString("0199d000-0000-7000-8000-00000000a11b"));

    /// The Huawei-like provider of the demonstration.
    public static final ProviderId HUAWEI =
            new ProviderId(UUID.fromString("0199d000-0000-7000-8000-00000000c021"));

    /// The Tencent-like provider of the demonstration.
    public static final ProviderId TENCENT =
            new ProviderId(UUID.fromString("0199d000-0000-7000-8000-00000000c031"));

    @Inject Accounts accounts;

    public void seed(List<ProviderAccount> sandboxAccounts) {
        for (ProviderAccount account : sandboxAccounts) {
            if (!(account.endpoint() instanceof ProviderAccount.Endpoint.Sandbox)) {
                throw new IllegalArgumentException(account + " is not of the sandbox.");
            }
            accounts.keep(account);
        }
    }
}
