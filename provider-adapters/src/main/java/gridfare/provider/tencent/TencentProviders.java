package gridfare.provider.tencent;

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

/// Accounts at Tencent Cloud. Each has the setting `image`: what its machines start from.
@ApplicationScoped
class TencentProviders implements ComputeProviderFactory {

    private final TencentCatalogue catalogue = TencentCatalogue.load();

    @Override
    public ProviderKind kind() {
        return ProviderKind.TENCENT;
    }

    /// @throws IllegalArgumentException if the account is of another kind, or has no image, or its
    ///   home region is not one of the vendor's
    @Override
    public ComputeProvider connect(ProviderAccount account) {
        return connect(account, Limits.USUAL);
    }

    ComputeProvider connect(ProviderAccount account, Limits limits) {
        if (account.kind() != ProviderKind.TENCENT) {
            throw new IllegalArgumentException(account + " is not one of Tencent's.");
        }
        if (account.endpoint() instanceof Endpoint.Real(var home)
                && !catalogue.realRegions().contains(home)) {
            throw new IllegalArgumentException(home + " is no region of Tencent's.");
        }
        return new TencentProvider(
                new TencentCalls(account, limits, catalogue.realRegions()),
                catalogue,
                account.setting("image"),
                limits);
    }

    @Override
    public List<SiteReport> sites() {
        return catalogue.sites().values().stream()
                .sorted(Comparator.comparing(SiteReport::code))
                .toList();
    }
}
