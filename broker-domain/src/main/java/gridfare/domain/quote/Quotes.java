package gridfare.domain.quote;

import gridfare.domain.party.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.Page;

/// Kept quotes. Each method is one statement.
public interface Quotes {

    StatelessSession session();

    default void add(Quote quote) {
        session().insert(quote);
    }

    @HQL("select q from Quote q where q.id = :id and q.organisation = :organisation")
    Optional<Quote> find(OrganisationId organisation, QuoteId id);

    @HQL("select q from Quote q where q.organisation = :organisation" + " order by q.id.uuid desc")
    List<Quote> latest(OrganisationId organisation, Page most);

    @HQL(
            "select q from Quote q where q.organisation = :organisation and q.id.uuid < :before"
                    + " order by q.id.uuid desc")
    List<Quote> latestBefore(OrganisationId organisation, java.util.UUID before, Page most);

    /// @return 1, or 0 where another acceptance was faster
    @HQL(
            "update Quote q set q.state = gridfare.domain.quote.QuoteState.ACCEPTED"
                    + " where q.id = :id and q.organisation = :organisation"
                    + " and q.state = gridfare.domain.quote.QuoteState.OPEN")
    int accept(OrganisationId organisation, QuoteId id);

    /// Marks what is past its time. For jobs: over all organisations.
    @HQL(
            "update Quote q set q.state = gridfare.domain.quote.QuoteState.EXPIRED"
                    + " where q.state = gridfare.domain.quote.QuoteState.OPEN and q.validUntil <= :now")
    int expire(Instant now);
}
