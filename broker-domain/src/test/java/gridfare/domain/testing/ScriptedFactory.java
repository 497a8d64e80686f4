package gridfare.domain.testing;

import gridfare.domain.provider.ComputeProvider;
import gridfare.domain.provider.ComputeProviderFactory;
import gridfare.domain.provider.ProviderAccount;
import gridfare.domain.provider.ProviderKind;
import gridfare.domain.provider.SiteReport;
import java.util.List;

/// Connects every account of the kind CRDP, which no adapter speaks yet, to the one scripted
/// provider.
final class ScriptedFactory implements ComputeProviderFactory {

    private final ScriptedProvider provider;

    ScriptedFactory(ScriptedProvider provider) {
        this.provider = provider;
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.CRDP;
    }

    @Override
    public ComputeProvider connect(ProviderAccount account) {
        return provider;
    }

    @Override
    public List<SiteReport> sites() {
        return List.of();
    }
}
