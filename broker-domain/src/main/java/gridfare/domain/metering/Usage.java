package gridfare.domain.metering;

import gridfare.domain.party.OrganisationId;
import gridfare.domain.placement.PlacementId;
import gridfare.domain.provider.LegId;
import java.time.Instant;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.processing.HQL;

/// Usage records. Each method is one statement.
public interface Usage {

    StatelessSession session();

    default void add(UsageRecord record) {
        session().insert(record);
    }

    @HQL(
            "select u from UsageRecord u where u.organisation = :organisation"
                    + " and u.placement = :placement order by u.fromAt, u.id")
    List<UsageRecord> of(OrganisationId organisation, PlacementId placement);

    /// Records whose windows start in `[from, to)`.
    @HQL(
            "select u from UsageRecord u where u.organisation = :organisation"
                    + " and u.fromAt >= :from and u.fromAt < :to order by u.fromAt, u.id")
    List<UsageRecord> between(OrganisationId organisation, Instant from, Instant to);

    /// Of one leg, by time. For jobs.
    @HQL("select u from UsageRecord u where u.leg = :leg order by u.fromAt")
    List<UsageRecord> ofLeg(LegId leg);
}
