package gridfare.domain.ledger;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;

import gridfare.domain.ledger.Earnings.Month;
import gridfare.domain.party.Party;
import gridfare.domain.usecase.UseCase;
import gridfare.pricing.money.LedgerAmount;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/// Shows a provider's organisation its own account in the books.
@UseCase
public class ReadEarnings {

    @Inject StatelessSession session;

    public Earnings of(Party party) {
        List<Month> months =
                session
                        .createNativeQuery(
                                """
                                select to_char(booked_at at time zone 'UTC', 'YYYY-MM') as month, currency,
                                       coalesce(-sum(minor_units) filter (where minor_units < 0), 0)::bigint
                                           as earned,
                                       coalesce(sum(minor_units) filter (where minor_units > 0), 0)::bigint
                                           as paid_out
                                from own_ledger_entry
                                where account = :account
                                group by 1, 2 order by 1 desc, 2\
                                """,
                                Object[].class)
                        .addScalar("month", String.class)
                        .addScalar("currency", String.class)
                        .addScalar("earned", Long.class)
                        .addScalar("paid_out", Long.class)
                        .setParameter("account", LedgerAccount.payable(party.organisation()).name())
                        .getResultList()
                        .stream()
                        .map(ReadEarnings::month)
                        .toList();
        Map<String, LedgerAmount> payable =
                months.stream()
                        .map(month -> month.earned().minus(month.paidOut()))
                        .collect(
                                groupingBy(
                                        amount -> amount.currency().getCurrencyCode(),
                                        TreeMap::new,
                                        collectingAndThen(
                                                reducing(LedgerAmount::plus),
                                                sum -> sum.orElseThrow())));
        return new Earnings(List.copyOf(payable.values()), months);
    }

    private static Month month(Object[] row) {
        Currency currency = Currency.getInstance((String) row[1]);
        return new Month(
                YearMonth.parse((String) row[0]),
                new LedgerAmount((Long) row[2], currency),
                new LedgerAmount((Long) row[3], currency));
    }
}
