package gridfare.domain.quote;

import gridfare.pricing.money.BasisPoints;
import gridfare.pricing.quote.TaxRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.hibernate.StatelessSession;

/// The dated table of taxes that invoices are made with too.
@ApplicationScoped
public class TaxRules {

    @Inject StatelessSession session;

    /// What a buyer in `country` is charged on the UTC day of `at`; the table has a row for
    /// everywhere else.
    public TaxRule of(String country, Instant at) {
        return session.createNativeQuery(
                        """
                        select basis_points, reason from tax_rule
                        where country in (:country, '*') and valid_from <= :day
                        order by country = '*', valid_from desc limit 1\
                        """,
                        Object[].class)
                .addScalar("basis_points", Integer.class)
                .addScalar("reason", String.class)
                .setParameter("country", country)
                .setParameter("day", LocalDate.ofInstant(at, ZoneOffset.UTC))
                .setTupleTransformer((row, names) ->
                        new TaxRule(new BasisPoints((Integer) row[0]), (String) row[1]))
                .getSingleResult();
    }
}
