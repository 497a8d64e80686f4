package gridfare.domain.provider;

import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.util.List;

/// Shows who sells on the market. A provider's name is public; its account and prices are not read
/// here.
@UseCase
public class ReadProviders {

    @Inject Providers providers;

    public List<Provider> all() {
        return providers.all();
    }
}
