package gridfare.domain.plan;

import gridfare.pricing.match.QosTier;
import gridfare.pricing.money.Money;
import gridfare.pricing.rating.RateCap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/// The versions of all plans. They are added and never changed.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Plans {

    private static final String COLUMNS =
            """
            select plan, number, valid_from, price_micros, price_currency, highest_tier, units,
                included_unit_hours, weight, rate_cap_micros, trial_days from plan_version
            """;

    @Inject StatelessSession session;

    /// What is sold at `at`, the cheapest first.
    public List<PlanVersion> sold(Instant at) {
        return query(
                        COLUMNS
                                + """
                                where (plan, valid_from) in (
                                    select plan, max(valid_from) from plan_version
                                    where valid_from <= :at group by plan)
                                order by price_micros, plan
                                """)
                .setParameter("at", at)
                .getResultList();
    }

    /// The version of a plan that is sold at `at`.
    public Optional<PlanVersion> sold(String plan, Instant at) {
        return sold(at).stream().filter(version -> version.plan().equals(plan)).findFirst();
    }

    public PlanVersion get(String plan, int number) {
        return query(COLUMNS + "where plan = :plan and number = :number")
                .setParameter("plan", plan)
                .setParameter("number", number)
                .getSingleResult();
    }

    private NativeQuery<PlanVersion> query(String sql) {
        return session.createNativeQuery(sql, Object[].class)
                .addScalar("plan", String.class)
                .addScalar("number", Integer.class)
                .addScalar("valid_from", Instant.class)
                .addScalar("price_micros", Long.class)
                .addScalar("price_currency", String.class)
                .addScalar("highest_tier", String.class)
                .addScalar("units", Integer.class)
                .addScalar("included_unit_hours", Integer.class)
                .addScalar("weight", Integer.class)
                .addScalar("rate_cap_micros", Long.class)
                .addScalar("trial_days", Integer.class)
                .setTupleTransformer((row, names) -> version(row));
    }

    private static PlanVersion version(Object[] row) {
        Currency currency = Currency.getInstance((String) row[4]);
        return new PlanVersion(
                (String) row[0],
                (Integer) row[1],
                (Instant) row[2],
                new Money((Long) row[3], currency),
                QosTier.valueOf((String) row[5]),
                (Integer) row[6],
                (Integer) row[7],
                (Integer) row[8],
                new RateCap(new Money((Long) row[9], currency)),
                (Integer) row[10]);
    }
}
