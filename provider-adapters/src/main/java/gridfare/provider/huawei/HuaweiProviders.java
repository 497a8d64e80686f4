package gridfare.provider.huawei;

import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.ComputeProviderFactory;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderAccount.Endpoint;
import gridfare.domain.provider.ProviderKind;
import gridfare.domain.provider.SiteReport;
import gridfare.provider.limit.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/// Accounts at Huawei Cloud. Each is one project, which belongs to one region, and has the settings
/// `project` and `domain` (their ids), and `image`, `vpc` and `subnet`: what machines start from,
/// and where.
@ApplicationScoped
class HuaweiProviders implements ComputeProviderFactory {

    /// What the sandbox's project belongs to.
    private static final String SANDBOX_REGION = "cn-southwest-2";

    private final HuaweiCatalogue catalogue = HuaweiCatalogue.load();

    @Override
    public ProviderKind kind() {
        return ProviderKind.HUAWEI;
    }

    /// @throws IllegalArgumentException if the account is of another kind, or lacks a setting, or
    ///   its region is not one that we know
    @Override
    public ComputeProvider connect(ProviderAccount account) {
        return connect(account, Limits.USUAL);
    }

    ComputeProvider connect(ProviderAccount account, Limits limits) {
        if (account.kind() != ProviderKind.HUAWEI) {
            throw new IllegalArgumentException(account + " is not one of Huawei's.");
        }
        String region =
                switch (account.endpoint()) {
                    case Endpoint.Sandbox _ -> SANDBOX_REGION;
                    case Endpoint.Real(var home) -> home;
                };
        if (!catalogue.knowsRegion(region)) {
            throw new IllegalArgumentException(region + " is no region of Huawei's that we know.");
        }
        var start =
                new HuaweiProvider.StartFrom(
                        account.setting("image"),
                        account.setting("vpc"),
                        account.setting("subnet"));
        return new HuaweiProvider(
                new HuaweiCalls(account, region, limits), catalogue, start, limits);
    }

    @Override
    public List<SiteReport> sites() {
        return catalogue.sites().values().stream()
                .sorted(Comparator.comparing(SiteReport::code))
                .toList();
    }
}
