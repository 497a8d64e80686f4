package gridfare.domain.plan;

import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.rating.FairUse;
import gridfare.pricing.rating.Period;
import gridfare.pricing.rating.Proration;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/// Shows the plans that are sold, and an organisation its subscriptions.
@UseCase
public class ReadPlans {

    @Inject Plans plans;
    @Inject Subscriptions subscriptions;
    @Inject PlanRows rows;
    @Inject StatelessSession session;
    @Inject InstantSource clock;

    /// A subscription with its plan and what that includes in this period.
    ///
    /// @param includedMilliUnitSeconds prorated over the plans of the period, see [FairUse]
    public record Standing(
            Subscription subscription, PlanVersion plan, long includedMilliUnitSeconds) {

        public int units() {
            return plan.units() * subscription.seats();
        }
    }

    /// The cheapest first.
    public List<PlanVersion> sold(Party reader) {
        return plans.sold(clock.instant());
    }

    /// The newest first, ended ones too.
    public List<Standing> all(Party reader) {
        return subscriptions.all(reader.organisation()).stream().map(this::standing).toList();
    }

    public Optional<Standing> find(Party reader, SubscriptionId id) {
        return subscriptions.find(reader.organisation(), id).map(this::standing);
    }

    public Optional<Standing> live(Party reader) {
        return subscriptions.live(reader.organisation()).map(this::standing);
    }

    public Optional<SubscriptionChange> change(Party reader, ChangeId id) {
        return rows.find(reader.organisation(), id);
    }

    private Standing standing(Subscription subscription) {
        return new Standing(
                subscription,
                plans.get(subscription.plan(), subscription.planNumber()),
                included(subscription));
    }

    /// Each plan that was in force in this period gives its hours for as long as it was.
    private long included(Subscription subscription) {
        Period period = subscription.period();
        return session
                .createNativeQuery(
                        """
                        select c.covered_from, coalesce(c.used_to, c.covered_to) as until,
                            c.period_start, c.period_end,
                            v.included_unit_hours::bigint * c.seats as hours
                        from plan_charge c
                        join plan_version v on v.plan = c.plan and v.number = c.plan_number
                        where c.subscription_uuid = :id and c.organisation_uuid = :organisation
                            and c.period_start = :start
                            and coalesce(c.used_to, c.covered_to) > c.covered_from
                        """,
                        Object[].class)
                .setParameter("id", subscription.id().uuid())
                .setParameter("organisation", subscription.organisation().uuid())
                .setParameter("start", period.start())
                .addScalar("covered_from", Instant.class)
                .addScalar("until", Instant.class)
                .addScalar("period_start", Instant.class)
                .addScalar("period_end", Instant.class)
                .addScalar("hours", Long.class)
                .stream()
                .mapToLong(row ->
                        Proration.included(
                                Math.multiplyExact((Long) row[4], FairUse.UNIT_HOUR),
                                new Period((Instant) row[2], (Instant) row[3]),
                                new Period((Instant) row[0], (Instant) row[1])))
                .sum();
    }
}
