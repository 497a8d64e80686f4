package gridfare.domain.fx;

import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.FxRate;
import gridfare.pricing.money.FxRates;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/// The reference rates in force: at an instant, the newest that is not of a later UTC day.
@UseCase
public class ReferenceRates {

    @Inject StatelessSession session;

    /// The rate from one currency to another; 1 to itself, empty where nobody entered one.
    public Optional<FxRate> current(Currency from, Currency to, Instant at) {
        return from.equals(to) ? Optional.of(FxRate.identity(to)) : into(to, at).from(from);
    }

    /// All rates into a currency, as a quote is made with.
    public FxRates into(Currency to, Instant at) {
        List<FxRate> rates =
                session.createNativeQuery(
                                """
                                select distinct on (from_currency)
                                       from_currency, rate, valid_from, version
                                from reference_rate
                                where to_currency = :to and valid_from <= :day
                                order by from_currency, valid_from desc\
                                """,
                                Object[].class)
                        .addScalar("from_currency", String.class)
                        .addScalar("rate", BigDecimal.class)
                        .addScalar("valid_from", LocalDate.class)
                        .addScalar("version", String.class)
                        .setParameter("to", to.getCurrencyCode())
                        .setParameter("day", LocalDate.ofInstant(at, ZoneOffset.UTC))
                        .setTupleTransformer((row, names) ->
                                new FxRate(
                                        Currency.getInstance((String) row[0]),
                                        to,
                                        ((BigDecimal) row[1]).stripTrailingZeros(),
                                        (LocalDate) row[2],
                                        (String) row[3]))
                        .getResultList();
        return new FxRates(to, rates);
    }
}
