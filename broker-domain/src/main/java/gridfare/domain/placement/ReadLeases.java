package gridfare.domain.placement;

import gridfare.domain.party.Party;
import gridfare.domain.provider.LegId;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;

/// Shows a provider's organisation what it has let.
@UseCase
public class ReadLeases {

    @Inject SoldLeases leases;

    /// The newest first, at most `limit`, older than `before` where given.
    public List<Lease> list(Party party, int limit, @Nullable LegId before) {
        Page most = Page.first(limit);
        return before == null
                ? leases.latest(party.organisation(), most)
                : leases.latestBefore(party.organisation(), before.uuid(), most);
    }

    /// All that have not ended.
    public List<Lease> live(Party party) {
        return leases.live(party.organisation());
    }
}
