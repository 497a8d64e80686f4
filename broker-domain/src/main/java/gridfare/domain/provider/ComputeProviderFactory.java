package gridfare.domain.provider;

import java.util.List;

/// Turns accounts of one kind of cloud into connected providers. One hidden CDI bean per kind.
public interface ComputeProviderFactory {

    ProviderKind kind();

    /// Makes no call; a wrong key shows at the first one.
    ComputeProvider connect(ProviderAccount account);

    /// The sites that this kind of cloud has: versioned data of the adapter, since the vendors'
    /// interfaces tell no coordinates. Also those where nothing is on sale now.
    List<SiteReport> sites();
}
