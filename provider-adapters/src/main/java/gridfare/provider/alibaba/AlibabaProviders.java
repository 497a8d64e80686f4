package gridfare.provider.alibaba;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Accounts at Alibaba Cloud.
@ApplicationScoped
class AlibabaProviders implements ComputeProviderFactory {

    private final AlibabaCatalogue catalogue = AlibabaCatalogue.load();
    private final Map<Endpoint, AlibabaTypes> types = new ConcurrentHashMap<>();

    @Override
    public ProviderKind kind() {
        return ProviderKind.ALIBABA;
    }

    /// @throws IllegalArgumentException if the account is of another kind, or its home region is
    ///   not one of the vendor's
    @Override
    public ComputeProvider connect(ProviderAccount account) {
        return connect(account, Limits.USUAL);
    }

    ComputeProvider connect(ProviderAccount account, Limits limits) {
        if (account.kind() != ProviderKind.ALIBABA) {
            throw new IllegalArgumentException(account + " is not one of Alibaba's.");
        }
        if (account.endpoint() instanceof Endpoint.Real(var home)
                && !catalogue.realRegions().contains(home)) {
            throw new IllegalArgumentException(home + " is no region of Alibaba's.");
        }
        return new AlibabaProvider(
                new AlibabaCalls(account, limits, catalogue.realRegions()),
                catalogue,
                types.computeIfAbsent(account.endpoint(), _ -> new AlibabaTypes()),
                limits);
    }

    @Override
    public List<SiteReport> sites() {
        return catalogue.sites().values().stream()
                .sorted(Comparator.comparing(SiteReport::code))
                .toList();
    }
}
