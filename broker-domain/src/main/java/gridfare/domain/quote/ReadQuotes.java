package gridfare.domain.quote;

import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;

/// Shows an organisation its own quotes.
@UseCase
public class ReadQuotes {

    @Inject Quotes quotes;

    public Optional<Quote> find(Party party, QuoteId id) {
        return quotes.find(party.organisation(), id);
    }

    /// The newest first, at most `limit`, older than `before` where given.
    public List<Quote> latest(Party party, int limit, @Nullable QuoteId before) {
        Page most = Page.first(limit);
        return before == null
                ? quotes.latest(party.organisation(), most)
                : quotes.latestBefore(party.organisation(), before.uuid(), most);
    }
}
