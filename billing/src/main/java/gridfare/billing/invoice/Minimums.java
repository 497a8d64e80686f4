package gridfare.billing.invoice;

import gridfare.pricing.money.LedgerAmount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Currency;
import org.hibernate.StatelessSession;

/// The least amount that can be collected in a currency.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Minimums {

    private final StatelessSession session;

    @Inject
    Minimums(StatelessSession session) {
        this.session = session;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    Minimums() {
        this(null);
    }

    /// One minor unit where nothing else is known.
    LedgerAmount of(Currency currency) {
        Long least =
                session.createNativeQuery(
                                """
                                select minor_units from payment_minimum where currency = :currency
                                """,
                                Long.class)
                        .setParameter("currency", currency.getCurrencyCode())
                        .getSingleResultOrNull();
        return new LedgerAmount(least == null ? 1 : least, currency);
    }
}
