package gridfare.billing.invoice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.hibernate.StatelessSession;

/// The numbers of invoices, of all kinds, without a gap within the legal entity.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class InvoiceNumbers {

    private static final String LEGAL_ENTITY = "GF";

    private final StatelessSession session;

    @Inject
    InvoiceNumbers(StatelessSession session) {
        this.session = session;
    }

    /// For the proxy.
    @SuppressWarnings("NullAway")
    InvoiceNumbers() {
        this(null);
    }

    /// Without a gap: the row is locked until the invoice is committed, and a rollback gives it
    /// back.
    String next() {
        Long number =
                session.createNativeQuery(
                                """
                                update legal_entity set last_number = last_number + 1
                                where code = :code returning last_number
                                """,
                                Long.class)
                        .setParameter("code", LEGAL_ENTITY)
                        .getSingleResult();
        return "%s-%06d".formatted(LEGAL_ENTITY, number);
    }
}
