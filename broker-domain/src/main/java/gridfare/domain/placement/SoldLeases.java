package gridfare.domain.placement;

import gridfare.domain.party.OrganisationId;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.Page;

/// Leases, for those who sold them. Each method is one statement.
public interface SoldLeases {

    StatelessSession session();

    @HQL("select l from Lease l where l.organisation = :organisation" + " order by l.leg.uuid desc")
    List<Lease> latest(OrganisationId organisation, Page most);

    @HQL(
            "select l from Lease l where l.organisation = :organisation and l.leg.uuid < :before"
                    + " order by l.leg.uuid desc")
    List<Lease> latestBefore(OrganisationId organisation, UUID before, Page most);

    @HQL(
            "select l from Lease l where l.organisation = :organisation"
                    + " and l.state <> gridfare.domain.placement.Lease.State.ENDED"
                    + " order by l.leg.uuid desc")
    List<Lease> live(OrganisationId organisation);
}
